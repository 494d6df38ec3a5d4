import { ExtendedHeaders, isExtension } from './extended-headers';
import { BLOCK, judge, sizeOf, sparseMapGoesOn, typeFlag, typeOf, wordsOf } from './header';
import { MemberReader, type TarMember } from './member';

export type { TarMember } from './member';

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
 * extended header that cannot be read, is too long, or has no member after it; a member keeps its short name.
 * `truncated`: the archive ends inside a member.
 */
export type TarDamage = 'broken-header' | 'broken-extension' | 'truncated';

type State = 'header' | 'data' | 'extension' | 'sparse-map' | 'searching' | 'ended';

/**
 * Walks a tar that comes in pieces of any size, without copying data and without an object for each member. Follows
 * GNU long names, pax records, base-256 numbers and sparse headers, as Go's archive/tar and GNU tar 1.34 do. Offsets
 * are bytes from the archive's beginning.
 */
export class TarWalker {
  readonly #sink: TarSink;
  /** A block that came in two pieces, or not on a multiple of four; all others are read where they lie. */
  readonly #block = new Uint8Array(BLOCK);
  readonly #blockWords = wordsOf(this.#block);
  /** Of the memory that bytes came in last; readers fill the same again and again. */
  #words = this.#blockWords;
  readonly #reader = new MemberReader();
  readonly #extended = new ExtendedHeaders();
  #filled = 0;
  #state: State = 'header';
  #position = 0;
  /** Bytes of data, and of what fills its last block, that are still to come. */
  #left = 0;
  #padding = 0;
  #wanted = false;
  #emptyBlocks = 0;

  constructor(sink: TarSink) {
    this.#sink = sink;
  }

  /** Whether the archive's ending (two empty blocks) came. */
  get ended(): boolean {
    return this.#state === 'ended';
  }

  /** Whether the walk stands between two members, where an archive may end. */
  get atBoundary(): boolean {
    if (this.ended) return true;
    const between = this.#state === 'header' && !this.#extended.pending;
    return this.#filled === 0 && this.#padding === 0 && (between || this.#endedWhileSearching);
  }

  /** After a broken header an ending cannot be told from a file full of zeros, unless it is the last there is. */
  get #endedWhileSearching(): boolean {
    return this.#state === 'searching' && this.#emptyBlocks >= 2;
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
      if (this.#state === 'extension') this.#extended.add(bytes, at, at + piece);
      else if (this.#wanted) this.#sink.data(bytes, at, at + piece);
      this.#left -= piece;
      if (this.#left === 0) this.#dataComplete();
    }
    const padding = this.#left === 0 ? Math.min(this.#padding, to - at - piece) : 0;
    this.#padding -= padding;
    this.#position += piece + padding;
    return at + piece + padding;
  }

  #dataComplete(): void {
    const ofMember = this.#state === 'data';
    this.#state = 'header';
    if (!ofMember) this.#extensionComplete();
    else if (this.#wanted) this.#sink.memberEnd();
  }

  #extensionComplete(): void {
    if (!this.#extended.complete()) this.#sink.damage('broken-extension', this.#position);
  }

  #takeBlock(bytes: Uint8Array, at: number, to: number): number {
    if (this.#filled === 0 && to - at >= BLOCK && (bytes.byteOffset + at) % 4 === 0) {
      this.#position += BLOCK;
      if (this.#words.buffer !== bytes.buffer) this.#words = wordsOf(bytes);
      this.#blockComplete(bytes, at, this.#words);
      return at + BLOCK;
    }
    const piece = Math.min(BLOCK - this.#filled, to - at);
    this.#block.set(bytes.subarray(at, at + piece), this.#filled);
    this.#filled += piece;
    this.#position += piece;
    if (this.#filled === BLOCK) {
      this.#filled = 0;
      this.#blockComplete(this.#block, 0, this.#blockWords);
    }
    return at + piece;
  }

  #blockComplete(block: Uint8Array, at: number, words: Int32Array): void {
    if (this.#state === 'sparse-map') {
      this.#sparseMapBlock(block, at);
      return;
    }
    const found = judge(block, at, words);
    if (found === 'empty') {
      this.#emptyBlock();
      return;
    }
    this.#emptyBlocks = 0;
    if (found === 'broken' || !this.#header(block, at)) this.#brokenBlock();
  }

  #emptyBlock(): void {
    this.#emptyBlocks += 1;
    if (this.#state === 'searching' || this.#emptyBlocks < 2) return;
    this.#state = 'ended';
    if (this.#extended.pending) this.#sink.damage('broken-extension', this.#position - 2 * BLOCK);
  }

  /** Told once for a whole stretch of blocks that make no sense. */
  #brokenBlock(): void {
    if (this.#state !== 'searching') this.#sink.damage('broken-header', this.#position - BLOCK);
    this.#state = 'searching';
    this.#extended.forget();
  }

  /** Answers whether the header makes sense. */
  #header(block: Uint8Array, at: number): boolean {
    const type = typeOf(block, at);
    if (isExtension(type)) return this.#beginExtension(type, sizeOf(block, at));
    if (!this.#reader.read(block, at, this.#extended)) return false;
    this.#extended.forget();
    if (type === typeFlag.gnuSparse && sparseMapGoesOn(block, at)) this.#state = 'sparse-map';
    else this.#announce();
    return true;
  }

  #beginExtension(type: number, size: number): boolean {
    if (Number.isNaN(size)) return false;
    if (!this.#extended.begin(type, size)) this.#sink.damage('broken-extension', this.#position - BLOCK);
    this.#expect(size, 'extension');
    return true;
  }

  /** A block of GNU's sparse map; whether another one follows stands in its byte 504. */
  #sparseMapBlock(block: Uint8Array, at: number): void {
    if (block[at + 504] === 0) this.#announce();
  }

  #announce(): void {
    const { member } = this.#reader;
    member.offset = this.#position;
    this.#wanted = this.#sink.member(member);
    this.#expect(member.stored, 'data');
  }

  #expect(size: number, state: 'data' | 'extension'): void {
    this.#state = state;
    this.#left = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (size === 0) this.#dataComplete();
  }
}
