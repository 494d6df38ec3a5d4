import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readlinkSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { typeFlag } from '../../core/tar/header';
import { headerOf, type NewMember, paddingOf, tarEnding } from '../../core/tar/tar-writer';
import { readIgnoreRules } from './ignore-rules';
import { readSmallFile } from './small-file';
import { type ContextEntry, isGone, unreadable, walkContextAtOnce } from './walk-context';

/** What is sent when the Dockerfile lies outside its context; the engine only reads names inside. */
const OUTSIDE_DOCKERFILE = '.dockerfile.layeryard';
const IGNORE_FILE = '.dockerignore';
/** Bytes; generated ones may be long. */
const LONGEST_IGNORE_FILE = 64_000_000;
/** Pieces of the tar: each becomes one write to the engine. */
const PIECE = 256 * 1024;
/** A file of this size is read at once. */
const READ_AT_ONCE = 128 * 1024;
/** A link that takes the file's place meanwhile is not followed. Windows knows no such flag. */
const READ_FILE = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

export interface PackedContext {
  /** The tar that the engine reads. Destroying it stops the packing. */
  stream: Readable;
  /** The Dockerfile's name inside the tar, or by itself where it is sent apart. */
  dockerfile: string;
}

/** A member whose bytes are in memory, or a large file that is read piece by piece; null for what is not sent. */
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

/** Content is put into `space`, which the next entry uses again. */
function prepare({ path, absolute, stats }: ContextEntry, space: Buffer): Prepared {
  if (stats.isFile())
    return stats.size > READ_AT_ONCE
      ? { large: absolute, path }
      : smallFile({ path, absolute, stats }, space);
  if (stats.isDirectory())
    return { member: memberOf(`${path}/`, stats, { type: typeFlag.directory }), content: NO_CONTENT };
  if (stats.isSymbolicLink()) return symbolicLink(path, absolute, stats);
  if (stats.isFIFO()) return { member: memberOf(path, stats, { type: typeFlag.fifo }), content: NO_CONTENT };
  // Sockets cannot be in a tar and devices are not copied into images: the command line leaves them out too.
  return null;
}

/** A file as it is when it is read; one that is gone by then was not there. */
function smallFile({ path, absolute, stats }: ContextEntry, space: Buffer): Prepared {
  try {
    const content = wholeFile(absolute, stats.size, space);
    return { member: memberOf(path, stats, { size: content.length }), content };
  } catch (thrown) {
    if (isReplaced(thrown)) return null;
    throw unreadable(absolute, thrown);
  }
}

function wholeFile(absolute: string, size: number, space: Buffer): Buffer {
  const file = openSync(absolute, READ_FILE);
  try {
    if (size === 0) return NO_CONTENT;
    return space.subarray(0, readSync(file, space, 0, size, 0));
  } finally {
    closeSync(file);
  }
}

function symbolicLink(path: string, absolute: string, stats: Stats): Prepared {
  try {
    const link = Buffer.from(readlinkSync(absolute));
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
function* largeFile(path: string, absolute: string, space: Buffer): Generator<Buffer, void> {
  const file = openUnlessReplaced(absolute);
  if (file === null) return;
  try {
    const stats = fstatSync(file);
    yield headerOf(memberOf(path, stats, { size: stats.size }));
    for (let sent = 0; sent < stats.size; ) {
      const length = readPiece(file, sent, space.subarray(0, stats.size - sent), absolute);
      sent += length;
      yield space.subarray(0, length);
    }
    yield paddingOf(stats.size);
  } finally {
    closeSync(file);
  }
}

function openUnlessReplaced(absolute: string): number | null {
  try {
    return openSync(absolute, READ_FILE);
  } catch (thrown) {
    if (isReplaced(thrown)) return null;
    throw unreadable(absolute, thrown);
  }
}

/** Answers how much came. A file that shrinks while it is read would leave a tar with a wrong length. */
function readPiece(file: number, at: number, space: Buffer, absolute: string): number {
  try {
    const length = readSync(file, space, 0, space.length, at);
    if (length === 0) throw new Error(`it ended after ${at} bytes`);
    return length;
  } catch (thrown) {
    throw unreadable(absolute, thrown);
  }
}

/** A Dockerfile from outside the context, and the ignore file that hides it from `COPY` (docker/cli `AddDockerfileToBuildContext`). */
interface OutsideDockerfile {
  path: string;
  ignoreText: string;
}

async function outsideDockerfile(folder: string, path: string): Promise<OutsideDockerfile> {
  const found = await readSmallFile(join(folder, IGNORE_FILE), LONGEST_IGNORE_FILE);
  return { path, ignoreText: `${found ?? IGNORE_FILE}\n${OUTSIDE_DOCKERFILE}\n` };
}

function* outsideMembers({ path, ignoreText }: OutsideDockerfile, space: Buffer): Generator<Buffer, void> {
  yield* largeFile(OUTSIDE_DOCKERFILE, path, space);
  // What comes later in a tar takes the place of what came before.
  const content = Buffer.from(ignoreText);
  yield headerOf(memberOf(IGNORE_FILE, statSync(path), { size: content.length }));
  yield content;
  yield paddingOf(content.length);
}

function* membersOf(
  entries: Iterable<ContextEntry>,
  outside: OutsideDockerfile | null,
): Generator<Buffer, void> {
  const space = Buffer.allocUnsafeSlow(PIECE);
  for (const entry of entries) {
    const prepared = prepare(entry, space);
    if (prepared === null) continue;
    if ('large' in prepared) {
      yield* largeFile(prepared.path, prepared.large, space);
      continue;
    }
    yield headerOf(prepared.member);
    yield prepared.content;
    yield paddingOf(prepared.content.length);
  }
  if (outside !== null) yield* outsideMembers(outside, space);
  yield tarEnding();
}

/** The same bytes in pieces that are worth a write each, in memory of their own. Parts are copied before the next one. */
function* inPieces(parts: Iterable<Uint8Array>): Generator<Uint8Array<ArrayBuffer>, void> {
  let piece = freshPiece();
  let filled = 0;
  for (const part of parts) {
    for (let taken = 0; taken < part.length; ) {
      const fitting = part.subarray(taken, taken + PIECE - filled);
      piece.set(fitting, filled);
      taken += fitting.length;
      filled += fitting.length;
      if (filled < PIECE) continue;
      yield piece;
      piece = freshPiece();
      filled = 0;
    }
  }
  if (filled > 0) yield piece.slice(0, filled);
}

/** Nobody else's, so that it can be handed to another thread; not cleared, since it is filled. */
const freshPiece = () => new Uint8Array(Buffer.allocUnsafeSlow(PIECE).buffer as ArrayBuffer);

/** What is packed. */
export interface PackInput {
  folder: string;
  dockerfile: string;
  /** The Dockerfile's path in the context; null when it lies outside. */
  inside: string | null;
  /** The builder is sent the Dockerfile in another way: the context goes without what only the builder reads. */
  apart?: boolean;
}

/**
 * The tar that `POST /build` reads, without what the ignore file leaves out. It asks the file system without waiting in
 * between, which takes a third of the processor's time, and belongs on a thread that does nothing else.
 * A file that cannot be sent throws `file-unreadable` or `name-not-utf8`; nothing is left out silently.
 */
export async function packPieces({
  folder,
  dockerfile,
  inside,
  apart = false,
}: PackInput): Promise<Iterable<Uint8Array<ArrayBuffer>>> {
  const rules = await readIgnoreRules(folder, dockerfile, { alsoBuilderFiles: apart });
  const outside = inside === null && !apart ? await outsideDockerfile(folder, dockerfile) : null;
  return inPieces(membersOf(walkContextAtOnce(folder, rules), outside));
}

/** Packs a context here or on another thread; aborting stops it. Throws as `packPieces` does. */
export type PackContext = (input: PackInput, signal: AbortSignal) => AsyncIterable<Uint8Array>;

/** Packs on this thread, which has other work between the pieces. */
export const packHere: PackContext = async function* (input, signal) {
  for (const piece of await packPieces(input)) {
    signal.throwIfAborted();
    yield piece;
    await setImmediate();
  }
};

/** A folder as the builder is sent it. A file that cannot be sent fails the stream. */
export function packContext(
  input: PackInput & {
    /** Called with the bytes of each chunk that the engine has taken. */
    onBytes?: (count: number) => void;
    /** On this thread by default. */
    pack?: PackContext | undefined;
  },
  signal: AbortSignal,
): PackedContext {
  const { folder, dockerfile, inside, apart = false, onBytes = () => undefined, pack = packHere } = input;
  const tar = pack({ folder, dockerfile, inside, apart }, signal);
  const stream = Readable.from(counted(tar, onBytes), { objectMode: false });
  return { stream, dockerfile: apart ? basename(dockerfile) : (inside ?? OUTSIDE_DOCKERFILE) };
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
