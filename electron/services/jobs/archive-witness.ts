const BLOCK = 512;
const SIZE_FIELD = { start: 124, end: 136 };
const NAME_FIELD = { start: 0, end: 100 };
/** Every archive of images has one of them at its top; it says what is inside. */
const indexes = new Set(['manifest.json', 'index.json']);

/**
 * Watches a tar pass by, headers only, and knows in the end whether every entry was whole, an index of the images
 * was among them, and the end was reached. Costs next to nothing: contents are skipped, not read.
 */
export class ArchiveWitness {
  /** Bytes of content and padding still to skip. */
  #skip = 0;
  #header = Buffer.alloc(BLOCK);
  #headerLength = 0;
  #foundIndex = false;
  #ended = false;
  #broken = false;

  /** True when all is well and the closing block has passed. */
  get complete(): boolean {
    return this.#ended && this.#foundIndex && !this.#broken;
  }

  see(bytes: Buffer): void {
    let offset = 0;
    while (offset < bytes.length && !this.#ended && !this.#broken) {
      const skipped = Math.min(this.#skip, bytes.length - offset);
      this.#skip -= skipped;
      offset += skipped;
      if (this.#skip > 0) return;
      const taken = bytes.copy(this.#header, this.#headerLength, offset, offset + BLOCK - this.#headerLength);
      this.#headerLength += taken;
      offset += taken;
      if (this.#headerLength === BLOCK) this.#readHeader();
    }
  }

  #readHeader(): void {
    this.#headerLength = 0;
    if (this.#header.every((byte) => byte === 0)) {
      this.#ended = true;
      return;
    }
    const name = textOf(this.#header.subarray(NAME_FIELD.start, NAME_FIELD.end));
    if (indexes.has(name.replace(/^\.\//, ''))) this.#foundIndex = true;
    const size = sizeOf(this.#header.subarray(SIZE_FIELD.start, SIZE_FIELD.end));
    if (size === null) this.#broken = true;
    else this.#skip = Math.ceil(size / BLOCK) * BLOCK;
  }
}

function textOf(field: Buffer): string {
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? field.length : end).toString('latin1');
}

/** Octal digits, or base-256 with the first bit set (GNU tar, beyond 8 GiB); null for neither. */
function sizeOf(field: Buffer): number | null {
  const first = field[0] ?? 0;
  if (first & 0x80) return field.subarray(1).reduce((size, byte) => size * 256 + byte, first & 0x7f);
  const digits = textOf(field).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : null;
}
