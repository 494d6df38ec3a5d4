import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { Readable } from 'node:stream';
import type { BuildSpec } from '../../contract';
import { isRemoteContext } from '../../core/build/remote-context';
import { isDockerfileApart } from './dockerfile-apart';
import { type ResolvedContext, resolveContext } from './inspect-context';
import { counted, type PackContext, packContext } from './pack-context';

/** What is sent to the builder, or where it fetches it from. */
export interface BuildSource {
  /** The folder and Dockerfile of this computer; null when the context is an archive or far away. */
  resolved: ResolvedContext | null;
  /** Null when the engine fetches the context itself. */
  stream: Readable | null;
  /** Address of a Git repository or an archive, empty when the context is sent. */
  remote: string;
  /** The Dockerfile's name inside the context, or by itself where it goes apart. */
  dockerfile: string;
  /** The Dockerfile is not in the context that is sent. */
  apart: boolean;
}

/**
 * Opens a build's context: a folder is packed, a tar archive is sent as it is (engines unpack gzip, bzip2 and xz), an
 * address is left to the engine, which clones Git repositories itself. Throws `not-found` or `bad-input` with the path.
 */
export async function openSource(
  { folder, dockerfile }: Pick<BuildSpec, 'folder' | 'dockerfile'>,
  options: {
    signal: AbortSignal;
    onBytes: (count: number) => void;
    pack?: PackContext | undefined;
    /** Whether the builder can be sent the Dockerfile apart from the context. */
    canBeApart?: boolean;
  },
): Promise<BuildSource> {
  if (isRemoteContext(folder))
    return { resolved: null, stream: null, remote: folder, dockerfile, apart: false };
  if (await isArchive(folder)) {
    const file = createReadStream(folder, { highWaterMark: 1 << 18, signal: options.signal });
    const stream = Readable.from(counted(file, options.onBytes), { objectMode: false });
    return { resolved: null, stream, remote: '', dockerfile, apart: false };
  }
  const resolved = await resolveContext(folder, dockerfile);
  const apart = options.canBeApart === true && (await isDockerfileApart(resolved));
  const packed = packContext({ ...resolved, ...options, apart }, options.signal);
  return { resolved, stream: packed.stream, remote: '', dockerfile: packed.dockerfile, apart };
}

async function isArchive(folder: string): Promise<boolean> {
  if (!isAbsolute(folder)) return false;
  try {
    return (await stat(folder)).isFile();
  } catch {
    // Opening it as a folder says what is wrong with it.
    return false;
  }
}
