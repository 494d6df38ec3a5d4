import { codedError } from '../coded-error';
import { type Free, firstOf, grown, keepAll } from './columns';
import { hashBytes, slotsFor } from './hash';

/** Texts, each kept once, as raw bytes one behind the other: names in images need not be UTF-8. */
export interface Names {
  bytes: Uint8Array;
  /** Where each ends in `bytes`; it starts where the one before ends. */
  ends: Uint32Array;
}

export const startOf = (names: Names, id: number): number => (id === 0 ? 0 : (names.ends[id - 1] ?? 0));
export const bytesOf = (names: Names, id: number): Uint8Array =>
  names.bytes.subarray(startOf(names, id), names.ends[id]);

/** Names of real images take a few dozen megabytes; numbers into them are four bytes. */
const MOST_BYTES = 2 ** 29;
/** Of a name, on average, rather more than less. */
const USUAL_BYTES = 16;
/**
 * Gives equal texts equal numbers, from 0 upwards. Throws `bad-archive` when they take more than any image has. An open hash table over typed arrays: no object for a text.
 */
export class NameTable {
  #bytes: Uint8Array;
  #length: number;
  #ends: Uint32Array;
  #count: number;
  /** Number of the text + 1; 0 is free. Made when something is looked up. */
  #slots = new Uint32Array(0);

  readonly #expected: number;
  readonly #room: number;

  /**
   * Begins with these, which are different from each other. So many are expected in all; there may be more. `room` for
   * so many costs nothing until it is touched, unlike places of the hash table.
   */
  constructor(
    names: Names = { bytes: new Uint8Array(0), ends: new Uint32Array(0) },
    expected = 0,
    room = expected,
  ) {
    this.#expected = expected;
    this.#room = room;
    this.#bytes = names.bytes;
    this.#length = names.bytes.length;
    this.#ends = names.ends;
    this.#count = names.ends.length;
  }

  get count(): number {
    return this.#count;
  }

  /** The number of `bytes[from, to)`, which is copied when it is new. */
  intern(bytes: Uint8Array, from: number, to: number): number {
    if (this.#slots.length === 0) this.#rehash(slotsFor(Math.max(this.#count, this.#expected)));
    const mask = this.#slots.length - 1;
    let slot = hashBytes(bytes, from, to) & mask;
    for (;;) {
      const entry = this.#slots[slot] ?? 0;
      if (entry === 0) return this.#add(bytes, from, to, slot);
      if (this.#equals(entry - 1, bytes, from, to)) return entry - 1;
      slot = (slot + 1) & mask;
    }
  }

  /** What the table holds. Nothing more may be looked up when `free` is given, which is told of memory that is left. */
  names(free: Free = keepAll): Names {
    free(this.#slots);
    return {
      bytes: firstOf(this.#bytes, this.#length, free),
      ends: firstOf(this.#ends, this.#count, free),
    };
  }

  #add(bytes: Uint8Array, from: number, to: number, slot: number): number {
    const id = this.#count;
    const length = to - from;
    if (this.#length + length > MOST_BYTES)
      throw codedError('bad-archive', `names of ${MOST_BYTES} bytes`, { why: 'archive-too-large' });
    if (this.#length + length > this.#bytes.length) this.#growBytes(this.#length + length);
    for (let index = 0; index < length; index += 1)
      this.#bytes[this.#length + index] = bytes[from + index] ?? 0;
    this.#length += length;
    if (id === this.#ends.length) this.#ends = grown(this.#ends, Math.max(id + 1, this.#room));
    this.#ends[id] = this.#length;
    this.#count += 1;
    this.#slots[slot] = id + 1;
    if (this.#count * 3 > this.#slots.length * 2) this.#rehash(this.#slots.length * 2);
    return id;
  }

  #growBytes(needed: number): void {
    this.#bytes = grown(this.#bytes, Math.max(needed, this.#room * USUAL_BYTES));
  }

  #equals(id: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = id === 0 ? 0 : (this.#ends[id - 1] ?? 0);
    if ((this.#ends[id] ?? 0) - start !== to - from) return false;
    for (let index = from; index < to; index += 1) {
      if (this.#bytes[start + index - from] !== bytes[index]) return false;
    }
    return true;
  }

  #rehash(length: number): void {
    const slots = new Uint32Array(length);
    const mask = slots.length - 1;
    let start = 0;
    for (let id = 0; id < this.#count; id += 1) {
      const end = this.#ends[id] ?? 0;
      let slot = hashBytes(this.#bytes, start, end) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
      start = end;
    }
    this.#slots = slots;
  }
}
