const PRIMES = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const;
/** Bytes that are mixed in at once: one 32-bit word into each of four lanes. */
const STRIPE = 16;
/** Larger contents are not read whole: their beginning, then a stripe of each step. */
const WHOLE = 8192;
const BEGINNING = 1024;
const STEP = 128;
/** Content that does not lie on a multiple of four is moved here, piece by piece. */
const MOVED = 4096;

/**
 * Tells contents apart: 32 bits, compared only between contents of equal size. Up to 8 KiB every byte counts. Of larger
 * ones the first 1 KiB does, then 16 bytes of every 128: to read all costs as much again as walking the tar, and what
 * changes a large file without its size changes more of it than a few bytes, or its beginning. Four lanes as in xxHash,
 * so that hashing keeps up with what memory delivers; it is no defence against somebody who wants two files to look equal.
 */
export class Fingerprint {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  /** How many bytes from the beginning count without gaps. */
  #whole = 0;
  #length = 0;
  readonly #rest = new Uint8Array(STRIPE);
  readonly #restWords = new Int32Array(this.#rest.buffer);
  #filled = 0;
  /** The words of the buffer that content came in last; readers fill the same one again and again. */
  #words: Int32Array = new Int32Array(0);
  #moved: Uint8Array | null = null;

  /** Bytes that were added since the last `reset`. */
  get length(): number {
    return this.#length;
  }

  /** Begins with a content of so many bytes; all of them count when there are no more than `whole`. */
  reset(size: number, whole = WHOLE): void {
    this.#a = PRIMES[0];
    this.#b = PRIMES[1];
    this.#c = PRIMES[2];
    this.#d = PRIMES[3];
    this.#whole = size <= whole ? size : BEGINNING;
    this.#length = 0;
    this.#filled = 0;
  }

  /** Adds `bytes[from, to)`. How content is cut into pieces makes no difference. */
  add(bytes: Uint8Array, from: number, to: number): void {
    const start = this.#length;
    this.#length += to - from;
    let at = from;
    if (this.#filled > 0) at += this.#fill(bytes, at, to);
    const wholeEnd = Math.min(from + this.#whole - start, to);
    if (at < wholeEnd) at = this.#addWhole(bytes, at, wholeEnd);
    if (at < to) this.#addSteps(bytes, at, to, start + at - from);
  }

  /** Completes the stripe that the piece before began. */
  #fill(bytes: Uint8Array, from: number, to: number): number {
    const piece = Math.min(STRIPE - this.#filled, to - from);
    this.#keep(bytes, from, piece);
    if (this.#filled === STRIPE) this.#mixRest();
    return piece;
  }

  #addWhole(bytes: Uint8Array, from: number, to: number): number {
    const stripesEnd = to - ((to - from) % STRIPE);
    if (stripesEnd > from) this.#mixBytes(bytes, from, stripesEnd);
    this.#keep(bytes, stripesEnd, to - stripesEnd);
    return to;
  }

  /** `position` is where in the content `from` is. */
  #addSteps(bytes: Uint8Array, from: number, to: number, position: number): void {
    let at = from + ((STEP - (position % STEP)) % STEP);
    if (at + STRIPE <= to && (bytes.byteOffset + at) % 4 === 0) {
      const steps = Math.floor((to - at - STRIPE) / STEP) + 1;
      const first = (bytes.byteOffset + at) / 4;
      this.#mix(this.#wordsOf(bytes), first, first + (steps * STEP) / 4, STEP / 4);
      at += steps * STEP;
    }
    for (; at < to; at += STEP) this.#fill(bytes, at, to);
  }

  /** Of all that was added; nothing more may be. */
  digest(): number {
    if (this.#filled > 0) {
      this.#rest.fill(0, this.#filled);
      this.#mixRest();
    }
    let hash = Math.imul(this.#length, PRIMES[2]);
    hash = join(hash, this.#a);
    hash = join(hash, this.#b);
    hash = join(hash, this.#c);
    hash = join(hash, this.#d);
    hash = Math.imul(hash ^ (hash >>> 15), PRIMES[1]);
    return (hash ^ (hash >>> 13)) >>> 0;
  }

  #keep(bytes: Uint8Array, at: number, length: number): void {
    for (let index = 0; index < length; index += 1) this.#rest[this.#filled + index] = bytes[at + index] ?? 0;
    this.#filled += length;
  }

  #mixRest(): void {
    this.#mix(this.#restWords, 0, STRIPE / 4, STRIPE / 4);
    this.#filled = 0;
  }

  /** Words can be read only where they lie on a multiple of four. */
  #mixBytes(bytes: Uint8Array, from: number, to: number): void {
    const start = bytes.byteOffset + from;
    if (start % 4 !== 0) this.#mixMoved(bytes, from, to);
    else this.#mix(this.#wordsOf(bytes), start / 4, (start + to - from) / 4, STRIPE / 4);
  }

  #wordsOf({ buffer }: Uint8Array): Int32Array {
    if (this.#words.buffer !== buffer)
      this.#words = new Int32Array(buffer, 0, Math.floor(buffer.byteLength / 4));
    return this.#words;
  }

  #mixMoved(bytes: Uint8Array, from: number, to: number): void {
    this.#moved ??= new Uint8Array(MOVED);
    const words = new Int32Array(this.#moved.buffer);
    for (let at = from; at < to; at += MOVED) {
      const end = Math.min(at + MOVED, to);
      this.#moved.set(bytes.subarray(at, end));
      this.#mix(words, 0, (end - at) / 4, STRIPE / 4);
    }
  }

  /** The stripes from word `from` on, each `step` words after the one before. */
  #mix(words: Int32Array, from: number, to: number, step: number): void {
    let a = this.#a;
    let b = this.#b;
    let c = this.#c;
    let d = this.#d;
    for (let index = from; index < to; index += step) {
      a = turn(Math.imul(a ^ (words[index] as number), PRIMES[0]));
      b = turn(Math.imul(b ^ (words[index + 1] as number), PRIMES[1]));
      c = turn(Math.imul(c ^ (words[index + 2] as number), PRIMES[2]));
      d = turn(Math.imul(d ^ (words[index + 3] as number), PRIMES[3]));
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }
}

/** Brings the upper bits, which depend on all others, down to where they reach all others. */
const turn = (word: number): number => (word << 15) | (word >>> 17);

const join = (hash: number, lane: number): number => Math.imul(turn(hash ^ lane), PRIMES[3]);

/** The fingerprint of nothing. */
export const EMPTY_CONTENT = (() => {
  const fingerprint = new Fingerprint();
  fingerprint.reset(0);
  return fingerprint.digest();
})();
