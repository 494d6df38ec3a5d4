import { codedError } from '../coded-error';

/** Why stored bytes cannot be what was once written. */
export const corrupt = (what: string): Error => codedError('bad-archive', `stored index: ${what}`);

/** Reads what a `ByteWriter` wrote. Throws `bad-archive` at everything that it cannot have written. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  constructor(bytes: Uint8Array, from = 0, to = bytes.length) {
    // A slice of a Buffer would be no copy.
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = from;
    this.#end = to;
  }

  /** Whoever is done says so: numbers are not held to the end of a part one by one. */
  done(): void {
    if (this.#at !== this.#end) throw corrupt('a part has another length');
  }

  /** The next so many bytes, to be read by themselves. */
  part(length: number): ByteReader {
    this.#skip(length);
    return new ByteReader(this.#bytes, this.#at - length, this.#at);
  }

  /** A copy of the next so many bytes. */
  bytes(length: number): Uint8Array {
    this.#skip(length);
    return this.#bytes.slice(this.#at - length, this.#at);
  }

  #skip(length: number): void {
    if (length > this.#end - this.#at) throw corrupt('ends too early');
    this.#at += length;
  }

  number(): number {
    const byte = this.#bytes[this.#at] as number;
    this.#at += 1;
    return byte < 0x80 ? byte : this.#longNumber(byte & 0x7f);
  }

  #longNumber(first: number): number {
    let value = first;
    for (let factor = 0x80; factor < 2 ** 53; factor *= 0x80) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) break;
      this.#at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80 && Number.isSafeInteger(value)) return value;
    }
    throw corrupt('a number is too large, or has no end');
  }

  signed(): number {
    const value = this.number();
    const half = Math.floor(value / 2);
    return half * 2 === value ? half : -half - 1;
  }

  /** A number below `end`. */
  below(end: number, what: string): number {
    const value = this.number();
    if (value >= end) throw corrupt(`${what} ${value} of ${end}`);
    return value;
  }

  /** How many of something follow that take a byte or more each: more than there are bytes is a lie. */
  count(what: string): number {
    return this.below(this.#end - this.#at, what);
  }

  sum(): number {
    const value = new DataView(this.bytes(8).buffer).getFloat64(0, true);
    if (!(value >= 0 && Number.isFinite(value))) throw corrupt(`a sum of ${value}`);
    return value;
  }

  /** 32 bits, lowest byte first. */
  word(): number {
    const at = this.#at;
    this.#at += 4;
    const low = (this.#bytes[at] as number) | ((this.#bytes[at + 1] as number) << 8);
    const high = (this.#bytes[at + 2] as number) | ((this.#bytes[at + 3] as number) << 8);
    return (low | (high << 16)) >>> 0;
  }
}
