import { codedError } from '../coded-error';

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Why stored bytes cannot be what was once written. */
export const corrupt = (what: string): Error => codedError('bad-archive', `stored index: ${what}`);

/** What `ByteWriter.signed` wrote as this number. */
export const toSigned = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

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

  /** So many numbers at once, as every column is read: one loop that soon is machine code. */
  numbers(count: number): Float64Array {
    if (count > this.left) throw corrupt('ends too early');
    const bytes = this.#bytes;
    const values = new Float64Array(count);
    let at = this.#at;
    for (let index = 0; index < count; index += 1) {
      const start = at;
      let byte = bytes[at] as number;
      at += 1;
      let value = byte & 0x7f;
      for (let shift = 7; byte >= 0x80 && shift < 28; shift += 7) {
        byte = bytes[at] as number;
        at += 1;
        value |= (byte & 0x7f) << shift;
      }
      if (byte < 0x80) {
        values[index] = value;
        continue;
      }
      // Longer than 28 bits, or there are no bytes any more.
      this.#at = start;
      values[index] = this.number();
      at = this.#at;
    }
    this.#at = at;
    return values;
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

  /** So many numbers of 32 bits, lowest byte first. */
  words(count: number): Uint32Array {
    const words = new Uint32Array(count);
    const bytes = new Uint8Array(words.buffer);
    bytes.set(this.bytes(bytes.length));
    if (!isLittleEndian) Buffer.from(words.buffer).swap32();
    return words;
  }
}
