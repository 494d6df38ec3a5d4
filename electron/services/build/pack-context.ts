import { close, constants, open, read, type Stats } from 'node:fs';
import { type FileHandle, open as openHandle, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { typeFlag } from '../../core/tar/header';
import { headerOf, type NewMember, paddingOf, tarEnding } from '../../core/tar/tar-writer';
import { type IgnoreRules, readIgnoreRules } from './ignore-rules';
import { type ContextEntry, isGone, unreadable, walkContext } from './walk-context';

/** What is sent when the Dockerfile lies outside its context; the engine only reads names inside. */
const OUTSIDE_DOCKERFILE = '.dockerfile.layeryard';
/** Pieces of the tar: each becomes one write to the engine. */
const PIECE = 256 * 1024;
/** A file of this size is read at once, and before its turn. */
const READ_AT_ONCE = 128 * 1024;
/** So many entries are read side by side: a disk answers several questions as fast as one. */
const AHEAD = 16;
/** A link that takes the file's place meanwhile is not followed. Windows knows no such flag. */
const READ_FILE = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

const openFile = promisify(open);
const readFile = promisify(read);
const closeFile = promisify(close);

export interface PackedContext {
  /** The tar that the engine reads. Destroying it stops the packing. */
  stream: Readable;
  /** The Dockerfile's name inside the tar. */
  dockerfile: string;
}

/** A member whose bytes are in memory, or a large file that is read when its turn comes; null for what is not sent. */
type Prepared = { member: NewMember; content: Buffer } | { large: string; path: string } | null;

function memberOf(path: string, stats: Stats, more: Partial<NewMember>): NewMember {
  return {
    name: Buffer.from(path),
    link: Buffer.alloc(0),
    type: typeFlag.regular,
    size: 0,
    mode: stats.mode & 0o7777,
    // As the command line sends them: the image must not depend on who builds it.
    uid: 0,
    gid: 0,
    mtime: Math.max(0, Math.floor(stats.mtimeMs / 1000)),
    device: null,
    ...more,
  };
}

const NO_CONTENT = Buffer.alloc(0);

async function prepare({ path, absolute, stats }: ContextEntry): Promise<Prepared> {
  if (stats.isFile())
    return stats.size > READ_AT_ONCE ? { large: absolute, path } : await smallFile(path, absolute, stats);
  if (stats.isDirectory())
    return { member: memberOf(`${path}/`, stats, { type: typeFlag.directory }), content: NO_CONTENT };
  if (stats.isSymbolicLink()) return await symbolicLink(path, absolute, stats);
  if (stats.isFIFO()) return { member: memberOf(path, stats, { type: typeFlag.fifo }), content: NO_CONTENT };
  // Sockets cannot be in a tar and devices are not copied into images: the command line leaves them out too.
  return null;
}

/** A file as it is when it is read; one that is gone by then was not there. */
async function smallFile(path: string, absolute: string, stats: Stats): Promise<Prepared> {
  try {
    const content = await wholeFile(absolute, stats.size);
    return { member: memberOf(path, stats, { size: content.length }), content };
  } catch (thrown) {
    if (isReplaced(thrown)) return null;
    throw unreadable(absolute, thrown);
  }
}

async function wholeFile(absolute: string, size: number): Promise<Buffer> {
  const file = await openFile(absolute, READ_FILE);
  try {
    if (size === 0) return NO_CONTENT;
    const buffer = Buffer.allocUnsafe(size);
    const { bytesRead } = await readFile(file, buffer, 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await closeFile(file);
  }
}

async function symbolicLink(path: string, absolute: string, stats: Stats): Promise<Prepared> {
  try {
    const link = Buffer.from(await readlink(absolute));
    return { member: memberOf(path, stats, { type: typeFlag.symbolicLink, link }), content: NO_CONTENT };
  } catch (thrown) {
    if (isReplaced(thrown)) return null;
    throw unreadable(absolute, thrown);
  }
}

/** Gone meanwhile, or a link in a file's place, or the other way round. */
function isReplaced(thrown: unknown): boolean {
  const { code } = thrown as NodeJS.ErrnoException;
  return isGone(thrown) || code === 'ELOOP' || code === 'EINVAL';
}

/** The bytes of a large file behind its header, with the length it has when it is opened. */
async function* largeFile(path: string, absolute: string): AsyncGenerator<Buffer> {
  const handle = await openHandle(absolute, READ_FILE).catch((thrown: unknown) => {
    if (isReplaced(thrown)) return null;
    throw unreadable(absolute, thrown);
  });
  if (handle === null) return;
  try {
    const stats = await handle.stat();
    yield headerOf(memberOf(path, stats, { size: stats.size }));
    for (let sent = 0; sent < stats.size; ) {
      const piece = await pieceAt(handle, sent, stats.size, absolute);
      sent += piece.length;
      yield piece;
    }
    yield paddingOf(stats.size);
  } finally {
    await handle.close();
  }
}

/** A file that shrinks while it is read would leave a tar with a wrong length. */
async function pieceAt(handle: FileHandle, at: number, size: number, absolute: string): Promise<Buffer> {
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.min(PIECE, size - at));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) throw new Error(`${at} of ${size} bytes could be read`);
    return buffer.subarray(0, bytesRead);
  } catch (thrown) {
    throw unreadable(absolute, thrown);
  }
}

/** What comes next in the tar, while the entries after it are already being read. */
async function* preparedEntries(entries: AsyncIterable<ContextEntry>): AsyncGenerator<Prepared> {
  const ahead: Promise<Prepared>[] = [];
  for await (const entry of entries) {
    const preparing = prepare(entry);
    // It is thrown at its turn, and never when the packing has been stopped before.
    preparing.catch(() => undefined);
    ahead.push(preparing);
    if (ahead.length >= AHEAD) yield await (ahead.shift() ?? null);
  }
  for (const last of ahead) yield await last;
}

async function* membersOf(folder: string, rules: IgnoreRules, outside: string | null, signal: AbortSignal) {
  for await (const prepared of preparedEntries(walkContext(folder, rules, signal))) {
    if (prepared === null) continue;
    if ('large' in prepared) {
      yield* largeFile(prepared.path, prepared.large);
      continue;
    }
    yield headerOf(prepared.member);
    yield prepared.content;
    yield paddingOf(prepared.content.length);
  }
  if (outside !== null) yield* largeFile(OUTSIDE_DOCKERFILE, outside);
  yield tarEnding();
}

/** The same bytes in pieces that are worth a write each. */
async function* inPieces(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const part of parts) {
    waiting.push(part);
    length += part.length;
    if (length < PIECE) continue;
    yield Buffer.concat(waiting, length);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(waiting, length);
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
  const outside = input.inside === null ? input.dockerfile : null;
  const tar = inPieces(membersOf(input.folder, rules, outside, signal));
  const stream = Readable.from(counted(tar, input.onBytes ?? (() => undefined)), { objectMode: false });
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
