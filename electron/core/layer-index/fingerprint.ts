const PRIMES = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const;
/** Bytes that are mixed in at once: one 32-bit word into each of four lanes. */
const STRIPE = 16;
/** Content that does not lie on a multiple of four is moved here, piece by piece. */
const MOVED = 4096;

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
  /** The words of the buffer that content came in last; readers fill the same one again and again. */
  #words: Int32Array = new Int32Array(0);
  #moved: Uint8Array | null = null;

  /** Bytes that were added since the last `reset`. */
  get length(): number {
    return this.#length;
  }

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
    const whole = at + Math.floor((to - at) / STRIPE) * STRIPE;
    if (whole > at) this.#mixBytes(bytes, at, whole);
    this.#keep(bytes, whole, to - whole);
  }

  /** Of all that was added; nothing more may be. */
  digest(): number {
    if (this.#filled > 0) {
      this.#rest.fill(0, this.#filled);
      this.#mix(this.#restWords, 0, 4);
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

  /** Words can be read only where they lie on a multiple of four. */
  #mixBytes(bytes: Uint8Array, from: number, to: number): void {
    const start = bytes.byteOffset + from;
    if (start % 4 !== 0) {
      this.#mixMoved(bytes, from, to);
      return;
    }
    if (this.#words.buffer !== bytes.buffer) {
      this.#words = new Int32Array(bytes.buffer, 0, Math.floor(bytes.buffer.byteLength / 4));
    }
    this.#mix(this.#words, start / 4, (start + to - from) / 4);
  }

  #mixMoved(bytes: Uint8Array, from: number, to: number): void {
    this.#moved ??= new Uint8Array(MOVED);
    const words = new Int32Array(this.#moved.buffer);
    for (let at = from; at < to; at += MOVED) {
      const end = Math.min(at + MOVED, to);
      this.#moved.set(bytes.subarray(at, end));
      this.#mix(words, 0, (end - at) / 4);
    }
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

function join(hash: number, lane: number): number {
  const mixed = hash ^ lane;
  return Math.imul((mixed << 17) | (mixed >>> 15), PRIMES[3]);
}

/** The fingerprint of nothing. */
export const EMPTY_CONTENT = (() => {
  const fingerprint = new Fingerprint();
  fingerprint.reset();
  return fingerprint.digest();
})();
