const MAGIC = Buffer.from('\x7fELF', 'latin1');
const HEADER = 52;
const CLASS = 4;
const DATA = 5;

/** Reads numbers and texts of an ELF file in its own width and order; what lies outside of the file is NaN or empty. */
export class ElfReader {
  readonly wide: boolean;
  readonly #littleEndian: boolean;
  readonly #bytes: Buffer;
  readonly #view: DataView;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.wide = bytes[CLASS] === 2;
    this.#littleEndian = bytes[DATA] === 1;
  }

  /** Null when the bytes are no ELF file of 32 or 64 bits. */
  static of(content: Uint8Array): ElfReader | null {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
    if (bytes.length < HEADER || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
    const [width = 0, order = 0] = [bytes[CLASS], bytes[DATA]];
    const known = (width === 1 || width === 2) && (order === 1 || order === 2);
    return known ? new ElfReader(bytes) : null;
  }

  /** 16 bits. */
  half(at: number): number {
    return this.#has(at, 2) ? this.#view.getUint16(at, this.#littleEndian) : Number.NaN;
  }

  /** 32 bits. */
  int(at: number): number {
    return this.#has(at, 4) ? this.#view.getUint32(at, this.#littleEndian) : Number.NaN;
  }

  /** An address, offset or size: 64 bits in a wide file, else 32. Exact up to 2^53, which no real file comes near. */
  word(at: number): number {
    if (!this.wide) return this.int(at);
    return this.#has(at, 8) ? Number(this.#view.getBigUint64(at, this.#littleEndian)) : Number.NaN;
  }

  /** Text up to its NUL; empty when it does not end within `longest` bytes or the file. */
  text(at: number, longest: number): string {
    if (!this.#has(at, 1)) return '';
    const end = this.#bytes.indexOf(0, at);
    return end === -1 || end - at > longest ? '' : this.#bytes.toString('latin1', at, end);
  }

  #has(at: number, length: number): boolean {
    return Number.isSafeInteger(at) && at >= 0 && at + length <= this.#bytes.length;
  }
}
