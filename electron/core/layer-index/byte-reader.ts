import { codedError } from '../coded-error';

/** Why stored bytes cannot be what was once written. */
export const corrupt = (what: string): Error => codedError('bad-archive', `stored index: ${what}`);

/** Reads what a `ByteWriter` wrote. Throws `bad-archive` at everything that it cannot have written. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    // A slice of a Buffer would be no copy.
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  number(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw corrupt('ends too early');
    this.#at += 1;
    return byte < 0x80 ? byte : this.#longNumber(byte & 0x7f);
  }

  #longNumber(first: number): number {
    let value = first;
    for (let factor = 0x80; factor < 2 ** 53; factor *= 0x80) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw corrupt('ends too early');
      this.#at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80 && Number.isSafeInteger(value)) return value;
    }
    throw corrupt('a number is too large');
  }

  signed(): number {
    const value = this.number();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A number below `end`. */
  below(end: number, what: string): number {
    const value = this.number();
    if (value >= end) throw corrupt(`${what} ${value} of ${end}`);
    return value;
  }

  /** How many of something follow that take a byte or more each: more than there are bytes is a lie. */
  count(what: string): number {
    return this.below(this.left + 1, what);
  }

  /** A copy. */
  bytes(length: number): Uint8Array {
    if (length > this.left) throw corrupt('ends too early');
    this.#at += length;
    return this.#bytes.slice(this.#at - length, this.#at);
  }

  sum(): number {
    const value = new DataView(this.bytes(8).buffer).getFloat64(0, true);
    if (!(value >= 0 && Number.isFinite(value))) throw corrupt(`a sum of ${value}`);
    return value;
  }

  word(): number {
    const at = this.#at;
    if (this.left < 4) throw corrupt('ends too early');
    this.#at += 4;
    const low = (this.#bytes[at] as number) | ((this.#bytes[at + 1] as number) << 8);
    const high = (this.#bytes[at + 2] as number) | ((this.#bytes[at + 3] as number) << 8);
    return (low | (high << 16)) >>> 0;
  }
}
