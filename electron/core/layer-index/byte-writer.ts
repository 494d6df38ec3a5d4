import { grown } from './columns';

/** Bytes one behind the other, in memory that grows; what is expected takes no growing. */
export class ByteWriter {
  #bytes: Uint8Array;
  length = 0;

  constructor(expected = 4096) {
    this.#bytes = new Uint8Array(expected);
  }

  /** A number from 0 to 2^53 - 1, seven bits a byte, lowest first (LEB128). */
  number(value: number): void {
    if (this.length + 8 > this.#bytes.length) this.#bytes = grown(this.#bytes, this.length + 8);
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.length] = (rest % 0x80) | 0x80;
      this.length += 1;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.length] = rest;
    this.length += 1;
  }

  /** A number of either sign, up to 2^52: 0, -1, 1, -2, … become 0, 1, 2, 3, … */
  signed(value: number): void {
    this.number(value < 0 ? -value * 2 - 1 : value * 2);
  }

  bytes(bytes: Uint8Array): void {
    const end = this.length + bytes.length;
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, end);
    this.#bytes.set(bytes, this.length);
    this.length = end;
  }

  /** A number of 32 bits, lowest byte first. */
  word(value: number): void {
    if (this.length + 4 > this.#bytes.length) this.#bytes = grown(this.#bytes, this.length + 4);
    for (let shift = 0; shift < 32; shift += 8) {
      this.#bytes[this.length] = value >>> shift;
      this.length += 1;
    }
  }

  /** A double, lowest byte first: sums of what hostile headers say pass what whole numbers can be. */
  sum(value: number): void {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    this.bytes(bytes);
  }

  /** Good until more is written. */
  result(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}
