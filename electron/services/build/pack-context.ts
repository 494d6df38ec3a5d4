import { createReadStream, type Stats } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { type Header, type Pack, pack } from 'tar-stream';
import { codedError } from '../../core/coded-error';
import { type IgnoreRules, readIgnoreRules } from './ignore-rules';
import { type ContextEntry, walkContext } from './walk-context';

/** What is sent when the Dockerfile lies outside its context; the engine only reads names inside. */
const OUTSIDE_DOCKERFILE = '.dockerfile.layeryard';

export interface PackedContext {
  /** The tar that the engine reads. Destroying it stops the packing. */
  stream: Readable;
  /** The Dockerfile's name inside the tar. */
  dockerfile: string;
}

function headerOf(path: string, stats: Stats): Partial<Header> & { name: string } {
  // Owner and group are 0, as the command line sends them: the image must not depend on who builds it.
  return { name: path, mode: stats.mode & 0o7777, mtime: stats.mtime, uid: 0, gid: 0 };
}

function written(tar: Pack, header: Partial<Header> & Pick<Header, 'name'>): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry(header, (error) => (error ? reject(error) : resolve()));
  });
}

async function packFile(tar: Pack, name: string, absolute: string, stats: Stats): Promise<void> {
  const header = { ...headerOf(name, stats), type: 'file' as const, size: stats.size };
  if (stats.size === 0) {
    await written(tar, header);
    return;
  }
  const entry = tar.entry(header);
  let sent = 0;
  try {
    for await (const chunk of createReadStream(absolute, { end: stats.size - 1, highWaterMark: 1 << 18 })) {
      sent += chunk.length;
      if (!entry.write(chunk)) await drained(entry);
    }
  } catch (thrown) {
    throw codedError('file-unreadable', String(thrown), { params: { path: absolute }, cause: thrown });
  }
  // A file that shrinks while it is read would leave a tar with a wrong length.
  if (sent < stats.size) {
    const why = `${sent} of ${stats.size} bytes could be read`;
    throw codedError('file-unreadable', why, { params: { path: absolute } });
  }
  await ended(entry);
}

type Sink = ReturnType<Pack['entry']>;

/** Resolves when the sink takes more; rejects when the tar is destroyed, as a cancelled build does. */
function drained(sink: Sink): Promise<void> {
  return new Promise((resolve, reject) => {
    const closed = () => reject(new Error('the tar was closed'));
    sink.once('close', closed);
    sink.once('drain', () => {
      sink.off('close', closed);
      resolve();
    });
  });
}

function ended(sink: Sink): Promise<void> {
  return new Promise((resolve, reject) => {
    sink.once('error', reject);
    sink.once('close', () => resolve());
    sink.end(undefined);
  });
}

async function packEntry(tar: Pack, entry: ContextEntry): Promise<void> {
  const { path, absolute, stats } = entry;
  if (stats.isFile()) return await packFile(tar, path, absolute, stats);
  if (stats.isDirectory()) return await written(tar, { ...headerOf(`${path}/`, stats), type: 'directory' });
  if (stats.isSymbolicLink()) {
    const linkname = await readlink(absolute);
    return await written(tar, { ...headerOf(path, stats), type: 'symlink', linkname });
  }
  if (stats.isFIFO()) return await written(tar, { ...headerOf(path, stats), type: 'fifo' });
  // Sockets cannot be in a tar and devices are not copied into images: the command line leaves them out too.
}

async function packAll(
  tar: Pack,
  folder: string,
  rules: IgnoreRules,
  outside: { absolute: string; stats: Stats } | null,
  signal: AbortSignal,
): Promise<void> {
  const refuse = ({ path, reason }: { path: string; reason: string }) => {
    throw codedError('file-unreadable', reason, { params: { path } });
  };
  for await (const entry of walkContext(folder, rules, refuse, signal)) {
    if (!entry.ignored) await packEntry(tar, entry);
  }
  if (outside !== null) await packFile(tar, OUTSIDE_DOCKERFILE, outside.absolute, outside.stats);
  tar.finalize();
}

/**
 * Packs a folder into the tar that `POST /build` reads, without what the ignore file leaves out.
 * A file that cannot be read fails the stream with `file-unreadable`; nothing is left out silently.
 */
export async function packContext(
  input: {
    folder: string;
    dockerfile: string;
    dockerfileStats: Stats;
    inside: string | null;
    /** Called with the bytes of each chunk that the engine has taken. */
    onBytes?: (count: number) => void;
  },
  signal: AbortSignal,
): Promise<PackedContext> {
  const rules = await readIgnoreRules(input.folder, input.dockerfile);
  const tar = pack();
  const outside = input.inside === null ? { absolute: input.dockerfile, stats: input.dockerfileStats } : null;
  packAll(tar, input.folder, rules, outside, signal).catch((thrown: unknown) => {
    tar.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)));
  });
  const stream = Readable.from(
    counted(tar as AsyncIterable<Uint8Array>, input.onBytes ?? (() => undefined)),
    { objectMode: false },
  );
  return { stream, dockerfile: input.inside ?? OUTSIDE_DOCKERFILE };
}

/** The same chunks; each is told of when it has been taken. */
export async function* counted(
  tar: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of tar) {
    onBytes(chunk.length);
    yield chunk;
  }
}

/** Names that a folder's Dockerfile goes by, the usual ones first. */
export function isDockerfileName(name: string): boolean {
  const base = basename(name).toLowerCase();
  if (base.endsWith('.dockerignore')) return false;
  return /^(dockerfile|containerfile)([.-].+)?$/.test(base) || /\.(dockerfile|containerfile)$/.test(base);
}
