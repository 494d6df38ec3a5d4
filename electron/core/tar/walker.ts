import {
  BLOCK,
  copyLink,
  copyName,
  gidOf,
  judge,
  modeOf,
  mtimeOf,
  sizeOf,
  sparseMapGoesOn,
  sparseSizeOf,
  typeFlag,
  typeOf,
  uidOf,
} from './header';
import { type PaxRecords, parsePax } from './pax';

/**
 * One member. The walker fills the same object again for the next one and its bytes lie in the walker's own memory:
 * whoever keeps something copies it.
 */
export interface TarMember {
  /** Path as it stands in the archive: raw bytes, of any encoding. */
  name: Uint8Array;
  /** Target of a link; empty for everything else that has none. */
  link: Uint8Array;
  type: number;
  /** Bytes of the file as it would lie on disk; holes of sparse files included. */
  size: number;
  /** Bytes that follow in the archive. */
  stored: number;
  mode: number;
  uid: number;
  gid: number;
  /** Whole seconds since 1970. */
  mtime: number;
  /** Where its data starts, bytes from the beginning of the archive. */
  offset: number;
}

/** Takes what a tar holds, in its order. */
export interface TarSink {
  /** A new member; answers whether its data is wanted. */
  member(member: TarMember): boolean;
  /** A piece of the last member's data: `bytes[from, to)`, good until the call returns. */
  data(bytes: Uint8Array, from: number, to: number): void;
  /** All data of the last member came; called for each whose data was wanted, also when there is none. */
  memberEnd(): void;
  /** Something that does not belong into a tar; the walk goes on where it can. */
  damage(kind: TarDamage, offset: number): void;
}

/**
 * `broken-header`: a block that should be a header and is none; skipped up to the next one. `broken-extension`: an
 * extended header that cannot be read, or is too long; its member keeps its short name. `truncated`: the archive ends
 * inside a member.
 */
export type TarDamage = 'broken-header' | 'broken-extension' | 'truncated';

/** Longest extended header that is read. Paths end at 4 KiB; the rest is for extended attributes. */
const LONGEST_EXTENSION = 1024 * 1024;

type State = 'header' | 'data' | 'extension' | 'sparse-map' | 'searching' | 'ended';

/**
 * Walks a tar that comes in pieces of any size, without copying data and without an object for each member. Follows
 * GNU long names, pax records, base-256 numbers and sparse headers, as Go's archive/tar and GNU tar 1.34 do.
 */
export class TarWalker {
  readonly #sink: TarSink;
  readonly #block = new Uint8Array(BLOCK);
  readonly #words = new Uint32Array(this.#block.buffer);
  #filled = 0;
  #state: State = 'header';
  #position = 0;
  /** Bytes of data, and of what fills its last block, that are still to come. */
  #left = 0;
  #padding = 0;
  #wanted = false;
  #emptyBlocks = 0;

  readonly #name = new Uint8Array(256);
  readonly #link = new Uint8Array(100);
  readonly #member: TarMember;
  #extensionType = 0;
  #extension: Uint8Array = new Uint8Array(0);
  #extensionFilled = 0;
  #tooLong = false;
  #longName: Uint8Array | null = null;
  #longLink: Uint8Array | null = null;
  #pax: PaxRecords | null = null;
  #globalPax: PaxRecords | null = null;

  constructor(sink: TarSink) {
    this.#sink = sink;
    this.#member = {
      name: this.#name,
      link: this.#link,
      type: 0,
      size: 0,
      stored: 0,
      mode: 0,
      uid: 0,
      gid: 0,
      mtime: 0,
      offset: 0,
    };
  }

  /** Whether the archive's ending (two empty blocks) came. */
  get ended(): boolean {
    return this.#state === 'ended';
  }

  /** Whether the walk stands between two members, where an archive may end. */
  get atBoundary(): boolean {
    return this.ended || (this.#state === 'header' && this.#filled === 0 && !this.#hasExtension());
  }

  /** Takes `bytes[from, to)`; what follows the archive's ending is ignored. */
  push(bytes: Uint8Array, from = 0, to = bytes.length): void {
    let at = from;
    while (at < to && this.#state !== 'ended') {
      at = this.#left + this.#padding > 0 ? this.#takeData(bytes, at, to) : this.#takeBlock(bytes, at, to);
    }
  }

  /** Says that nothing more comes; an archive that stops inside a member is damaged. */
  end(): void {
    if (!this.atBoundary) this.#sink.damage('truncated', this.#position);
    this.#state = 'ended';
  }

  #takeData(bytes: Uint8Array, at: number, to: number): number {
    const piece = Math.min(this.#left, to - at);
    if (piece > 0) {
      this.#passData(bytes, at, at + piece);
      this.#left -= piece;
      if (this.#left === 0) this.#dataComplete();
    }
    const padding = this.#left === 0 ? Math.min(this.#padding, to - at - piece) : 0;
    this.#padding -= padding;
    this.#position += piece + padding;
    return at + piece + padding;
  }

  #passData(bytes: Uint8Array, from: number, to: number): void {
    if (this.#state === 'data') {
      if (this.#wanted) this.#sink.data(bytes, from, to);
      return;
    }
    if (this.#tooLong) return;
    this.#extension.set(bytes.subarray(from, to), this.#extensionFilled);
    this.#extensionFilled += to - from;
  }

  #dataComplete(): void {
    const ofMember = this.#state === 'data';
    this.#state = 'header';
    if (!ofMember) this.#extensionComplete();
    else if (this.#wanted) this.#sink.memberEnd();
  }

  #takeBlock(bytes: Uint8Array, at: number, to: number): number {
    const piece = Math.min(BLOCK - this.#filled, to - at);
    this.#block.set(bytes.subarray(at, at + piece), this.#filled);
    this.#filled += piece;
    this.#position += piece;
    if (this.#filled === BLOCK) {
      this.#filled = 0;
      this.#blockComplete();
    }
    return at + piece;
  }

  #blockComplete(): void {
    if (this.#state === 'sparse-map') {
      this.#sparseMapBlock();
      return;
    }
    const kind = judge(this.#block, this.#words);
    if (kind === 'empty') {
      this.#emptyBlock();
      return;
    }
    this.#emptyBlocks = 0;
    const size = kind === 'header' ? sizeOf(this.#block) : Number.NaN;
    if (Number.isNaN(size)) this.#brokenBlock();
    else this.#header(size);
  }

  #emptyBlock(): void {
    if (this.#state === 'searching') return;
    this.#emptyBlocks += 1;
    if (this.#emptyBlocks === 2) this.#state = 'ended';
  }

  /** Told once for a whole stretch of blocks that make no sense. */
  #brokenBlock(): void {
    if (this.#state !== 'searching') this.#sink.damage('broken-header', this.#position - BLOCK);
    this.#state = 'searching';
    this.#forgetExtensions();
  }

  #header(size: number): void {
    this.#state = 'header';
    const type = typeOf(this.#block);
    if (isExtension(type)) this.#beginExtension(type, size);
    else this.#beginMember(type, size);
  }

  #beginExtension(type: number, size: number): void {
    this.#state = 'extension';
    this.#extensionType = type;
    this.#extensionFilled = 0;
    this.#tooLong = size > LONGEST_EXTENSION;
    if (this.#tooLong) this.#sink.damage('broken-extension', this.#position - BLOCK);
    else if (this.#extension.length < size) this.#extension = new Uint8Array(Math.max(size, 8 * BLOCK));
    this.#expect(size);
    if (size === 0) this.#dataComplete();
  }

  #extensionComplete(): void {
    if (this.#tooLong) return;
    const content = this.#extension.slice(0, this.#extensionFilled);
    switch (this.#extensionType) {
      case typeFlag.gnuLongName:
        this.#longName = withoutEnd(content);
        return;
      case typeFlag.gnuLongLink:
        this.#longLink = withoutEnd(content);
        return;
      default:
        this.#paxComplete(content);
    }
  }

  #paxComplete(content: Uint8Array): void {
    const records = parsePax(content);
    if (records === null) this.#sink.damage('broken-extension', this.#position);
    else if (this.#extensionType === typeFlag.globalPax) this.#globalPax = { ...this.#globalPax, ...records };
    else this.#pax = { ...this.#pax, ...records };
  }

  #beginMember(type: number, size: number): void {
    const member = this.#member;
    const block = this.#block;
    member.type = type;
    member.size = size;
    member.stored = size;
    member.mode = modeOf(block);
    member.uid = uidOf(block);
    member.gid = gidOf(block);
    member.mtime = mtimeOf(block);
    member.name = this.#longName ?? this.#name.subarray(0, copyName(block, this.#name));
    member.link = this.#longLink ?? this.#link.subarray(0, copyLink(block, this.#link));
    if (this.#globalPax) applyPax(member, this.#globalPax);
    if (this.#pax) applyPax(member, this.#pax);
    if (hasNoData(type)) member.stored = 0;
    this.#forgetExtensions();
    const real = type === typeFlag.gnuSparse ? sparseSizeOf(block) : Number.NaN;
    if (!Number.isNaN(real)) member.size = real;
    if (type === typeFlag.gnuSparse && sparseMapGoesOn(block)) this.#state = 'sparse-map';
    else this.#announce();
  }

  /** A block of GNU's sparse map; whether another one follows stands in its byte 504. */
  #sparseMapBlock(): void {
    if (this.#block[504] !== 0) return;
    this.#state = 'header';
    this.#announce();
  }

  #announce(): void {
    const member = this.#member;
    member.offset = this.#position;
    this.#wanted = this.#sink.member(member);
    this.#expect(member.stored);
    this.#state = 'data';
    if (member.stored === 0) this.#dataComplete();
  }

  #expect(size: number): void {
    this.#left = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
  }

  #hasExtension(): boolean {
    return this.#longName !== null || this.#longLink !== null || this.#pax !== null;
  }

  #forgetExtensions(): void {
    this.#longName = null;
    this.#longLink = null;
    this.#pax = null;
  }
}

/** Headers that say more about the member after them. */
const isExtension = (type: number): boolean =>
  type === typeFlag.gnuLongName ||
  type === typeFlag.gnuLongLink ||
  type === typeFlag.pax ||
  type === typeFlag.solarisPax ||
  type === typeFlag.globalPax;

/** Links, devices and folders have no data, whatever their size field says (POSIX; 20.10's whiteouts rely on it). */
function hasNoData(type: number): boolean {
  return type >= typeFlag.hardLink && type <= typeFlag.fifo;
}

function applyPax(member: TarMember, records: PaxRecords): void {
  if (records.path) member.name = records.path;
  if (records.linkpath) member.link = records.linkpath;
  if (isCount(records.size)) {
    member.size = records.size;
    member.stored = records.size;
  }
  if (isCount(records.uid)) member.uid = records.uid;
  if (isCount(records.gid)) member.gid = records.gid;
  if (records.mtime !== undefined) member.mtime = Math.floor(records.mtime);
  if (isCount(records.sparseSize)) member.size = records.sparseSize;
}

const isCount = (value: number | undefined): value is number =>
  value !== undefined && value >= 0 && Number.isSafeInteger(value);

/** GNU's long names end with a NUL. */
function withoutEnd(content: Uint8Array): Uint8Array {
  const end = content.indexOf(0);
  return end === -1 ? content : content.subarray(0, end);
}
