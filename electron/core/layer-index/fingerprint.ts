const PRIMES = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const;
/** Bytes that are mixed in at once: one 32-bit word into each of four lanes. */
const STRIPE = 16;

/**
 * Tells contents apart: 32 bits, compared only between files of equal size. Four lanes as in xxHash, so that hashing
 * keeps up with what memory delivers; it is no defence against somebody who wants two files to look equal.
 */
export class Fingerprint {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #length = 0;
  readonly #rest = new Uint8Array(STRIPE);
  readonly #restWords = new Int32Array(this.#rest.buffer);
  #filled = 0;

  reset(): void {
    this.#a = PRIMES[0];
    this.#b = PRIMES[1];
    this.#c = PRIMES[2];
    this.#d = PRIMES[3];
    this.#length = 0;
    this.#filled = 0;
  }

  /** Adds `bytes[from, to)`. How content is cut into pieces makes no difference. */
  add(bytes: Uint8Array, from: number, to: number): void {
    let at = from;
    this.#length += to - from;
    if (this.#filled > 0) {
      const piece = Math.min(STRIPE - this.#filled, to - at);
      this.#keep(bytes, at, piece);
      at += piece;
      if (this.#filled < STRIPE) return;
      this.#mix(this.#restWords, 0, 4);
      this.#filled = 0;
    }
    const stripes = Math.floor((to - at) / STRIPE);
    if (stripes > 0) {
      this.#mixBytes(bytes, at, stripes);
      at += stripes * STRIPE;
    }
    this.#keep(bytes, at, to - at);
  }

  digest(): number {
    if (this.#filled > 0) {
      this.#rest.fill(0, this.#filled);
      this.#mix(this.#restWords, 0, 4);
    }
    let hash = Math.imul(this.#length, PRIMES[2]);
    for (const lane of [this.#a, this.#b, this.#c, this.#d]) {
      hash = Math.imul(((hash ^ lane) << 17) | ((hash ^ lane) >>> 15), PRIMES[3]);
    }
    hash = Math.imul(hash ^ (hash >>> 15), PRIMES[1]);
    return (hash ^ (hash >>> 13)) >>> 0;
  }

  #keep(bytes: Uint8Array, at: number, length: number): void {
    for (let index = 0; index < length; index += 1) this.#rest[this.#filled + index] = bytes[at + index] ?? 0;
    this.#filled += length;
  }

  /** Words can be read only where they lie on a multiple of four; elsewhere the bytes are moved first. */
  #mixBytes(bytes: Uint8Array, at: number, stripes: number): void {
    const start = bytes.byteOffset + at;
    if (start % 4 === 0) {
      this.#mix(new Int32Array(bytes.buffer, start, stripes * 4), 0, stripes * 4);
      return;
    }
    const moved = bytes.slice(at, at + stripes * STRIPE);
    this.#mix(new Int32Array(moved.buffer, 0, stripes * 4), 0, stripes * 4);
  }

  #mix(words: Int32Array, from: number, to: number): void {
    let a = this.#a;
    let b = this.#b;
    let c = this.#c;
    let d = this.#d;
    for (let index = from; index < to; index += 4) {
      a = Math.imul(a ^ (words[index] as number), PRIMES[0]);
      b = Math.imul(b ^ (words[index + 1] as number), PRIMES[1]);
      c = Math.imul(c ^ (words[index + 2] as number), PRIMES[2]);
      d = Math.imul(d ^ (words[index + 3] as number), PRIMES[3]);
      a ^= a >>> 15;
      b ^= b >>> 15;
      c ^= c >>> 15;
      d ^= d >>> 15;
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }
}
