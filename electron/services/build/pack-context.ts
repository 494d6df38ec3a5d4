import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { type Header, type Pack, pack } from 'tar-stream';
import { type IgnoreRules, readIgnoreRules } from './ignore-rules';
import { type ContextEntry, isGone, unreadable, walkContext } from './walk-context';

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

function written(tar: Pack, header: Partial<Header> & Pick<Header, 'name'>, content?: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    if (content === undefined) tar.entry(header, done);
    else tar.entry({ ...header, size: content.length }, content, done);
  });
}

/** A file of this size is read at once: streams cost more than small files hold. */
const READ_AT_ONCE = 128 * 1024;
/** A link that takes the file's place meanwhile is not followed. Windows knows no such flag. */
const READ_FILE = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** Packs a file as it is when it is opened; one that is gone by then was not there. */
async function packFile(tar: Pack, name: string, absolute: string): Promise<void> {
  const handle = await openFile(absolute);
  if (handle === null) return;
  try {
    const stats = await handle.stat();
    const header = { ...headerOf(name, stats), type: 'file' as const, size: stats.size };
    if (stats.size === 0) await written(tar, header, Buffer.alloc(0));
    else if (stats.size <= READ_AT_ONCE)
      await written(tar, header, await wholeFile(handle, absolute, stats.size));
    else await packStream(tar, header, handle, absolute);
  } finally {
    await handle.close();
  }
}

async function openFile(absolute: string): Promise<FileHandle | null> {
  try {
    return await open(absolute, READ_FILE);
  } catch (thrown) {
    if (isGone(thrown) || (thrown as NodeJS.ErrnoException).code === 'ELOOP') return null;
    throw unreadable(absolute, thrown);
  }
}

/** As many of the bytes as there still are. */
async function wholeFile(handle: FileHandle, absolute: string, size: number): Promise<Buffer> {
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(size), 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } catch (thrown) {
    throw unreadable(absolute, thrown);
  }
}

async function packStream(
  tar: Pack,
  header: Partial<Header> & { name: string; size: number },
  handle: FileHandle,
  absolute: string,
): Promise<void> {
  const entry = tar.entry(header);
  // Destroying the tar tells its error here once more; whoever reads the tar has it.
  entry.on('error', () => undefined);
  let sent = 0;
  try {
    const content = handle.createReadStream({
      end: header.size - 1,
      highWaterMark: 1 << 18,
      autoClose: false,
    });
    for await (const chunk of content) {
      sent += chunk.length;
      if (!entry.write(chunk)) await drained(entry);
    }
  } catch (thrown) {
    throw unreadable(absolute, thrown);
  }
  // A file that shrinks while it is read would leave a tar with a wrong length.
  if (sent < header.size) throw unreadable(absolute, `${sent} of ${header.size} bytes could be read`);
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
  if (stats.isFile()) return await packFile(tar, path, absolute);
  if (stats.isDirectory()) return await written(tar, { ...headerOf(`${path}/`, stats), type: 'directory' });
  if (stats.isSymbolicLink()) {
    const linkname = await targetOf(absolute);
    if (linkname === null) return;
    return await written(tar, { ...headerOf(path, stats), type: 'symlink', linkname });
  }
  if (stats.isFIFO()) return await written(tar, { ...headerOf(path, stats), type: 'fifo' });
  // Sockets cannot be in a tar and devices are not copied into images: the command line leaves them out too.
}

/** Null for a link that is gone meanwhile. */
async function targetOf(link: string): Promise<string | null> {
  try {
    return await readlink(link);
  } catch (thrown) {
    if (isGone(thrown) || (thrown as NodeJS.ErrnoException).code === 'EINVAL') return null;
    throw unreadable(link, thrown);
  }
}

async function packAll(
  tar: Pack,
  folder: string,
  rules: IgnoreRules,
  outside: string | null,
  signal: AbortSignal,
): Promise<void> {
  for await (const entry of walkContext(folder, rules, signal)) await packEntry(tar, entry);
  if (outside !== null) await packFile(tar, OUTSIDE_DOCKERFILE, outside);
  tar.finalize();
}

/**
 * Packs a folder into the tar that `POST /build` reads, without what the ignore file leaves out.
 * A file that cannot be sent fails the stream with `file-unreadable` or `name-not-utf8`; nothing is left out silently.
 */
export async function packContext(
  input: {
    folder: string;
    dockerfile: string;
    inside: string | null;
    /** Called with the bytes of each chunk that the engine has taken. */
    onBytes?: (count: number) => void;
  },
  signal: AbortSignal,
): Promise<PackedContext> {
  const rules = await readIgnoreRules(input.folder, input.dockerfile);
  const tar = pack();
  const outside = input.inside === null ? input.dockerfile : null;
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
