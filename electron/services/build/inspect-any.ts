import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BuildContext } from '../../contract';
import { isRemoteContext } from '../../core/build/remote-context';
import { inspectArchive, inspectRemote } from './inspect-archive';
import { inspectContext, type LookOptions } from './inspect-context';
import { isDockerfileName } from './pack-context';

const ARCHIVE = /\.(?:tar(?:\.\w+)?|tgz|tbz2?|txz)$/i;

/** Looks at whatever a build can begin with: a folder, a Dockerfile, a tar archive, or an address. */
export async function inspectAny(
  input: { path: string; dockerfile?: string | undefined },
  options: LookOptions,
): Promise<BuildContext> {
  if (isRemoteContext(input.path)) return inspectRemote(input.path, input.dockerfile);
  const archive =
    ARCHIVE.test(input.path) && !isDockerfileName(basename(input.path)) && (await isFile(input.path));
  return archive ? await inspectArchive(input, options.signal) : await inspectContext(input, options);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // Looking at it as a folder says what is wrong with it.
    return false;
  }
}
