/** What an ELF file made here says. */
export interface ElfShape {
  wide?: boolean;
  littleEndian?: boolean;
  machine?: number;
  /** 2: executable, 3: shared object. */
  type?: number;
  interpreter?: string;
  needed?: string[];
  runPath?: string;
  pie?: boolean;
}

const BASE = 0x400000;
const SEGMENTS_AT = 0x40;
const BODY_AT = 0x200;

/** A small ELF file with the headers that loaders read; nothing in it runs. */
export function makeElf(shape: ElfShape = {}): Buffer {
  const { wide = true, interpreter = '', needed = [], runPath = '' } = shape;
  const writer = new ElfWriter(wide, shape.littleEndian ?? true);
  const texts = Buffer.from(`\0${[interpreter, runPath, ...needed].map((text) => `${text}\0`).join('')}`);
  const at = (text: string) => texts.indexOf(`\0${text}\0`) + 1;
  const tags: [number, number][] = [
    ...needed.map((name): [number, number] => [1, at(name)]),
    ...(runPath === '' ? [] : [[29, at(runPath)] satisfies [number, number]]),
    ...(shape.pie ? [[0x6ffffffb, 0x08000000] satisfies [number, number]] : []),
    [5, BASE + BODY_AT],
    [0, 0],
  ];
  const tagsAt = BODY_AT + texts.length;
  const size = tagsAt + tags.length * 2 * writer.wordSize;
  const isDynamic = tags.length > 2;
  writer.header(shape.type ?? 2, shape.machine ?? 62, 2 + Number(interpreter !== '') + Number(isDynamic));
  // Something else is loaded lower down, as in every real program.
  writer.segment(1, 0, 0, 16);
  writer.segment(1, 0, BASE, size);
  if (interpreter !== '') writer.segment(3, BODY_AT + at(interpreter), 0, interpreter.length + 1);
  if (isDynamic) writer.segment(2, tagsAt, BASE + tagsAt, tags.length * 2 * writer.wordSize);
  writer.bytes.set(texts, BODY_AT);
  tags.forEach(([tag, value], index) => {
    writer.word(tagsAt + index * 2 * writer.wordSize, tag);
    writer.word(tagsAt + (index * 2 + 1) * writer.wordSize, value);
  });
  return Buffer.from(writer.bytes.subarray(0, size));
}

class ElfWriter {
  readonly bytes = new Uint8Array(0x8000);
  readonly wordSize: number;
  readonly #view = new DataView(this.bytes.buffer);
  readonly #wide: boolean;
  readonly #littleEndian: boolean;
  #segment = SEGMENTS_AT;

  constructor(wide: boolean, littleEndian: boolean) {
    this.#wide = wide;
    this.#littleEndian = littleEndian;
    this.wordSize = wide ? 8 : 4;
  }

  word(at: number, value: number): void {
    if (this.#wide) this.#view.setBigUint64(at, BigInt(value), this.#littleEndian);
    else this.#view.setUint32(at, value, this.#littleEndian);
  }

  header(type: number, machine: number, segments: number): void {
    this.bytes.set([0x7f, 0x45, 0x4c, 0x46, this.#wide ? 2 : 1, this.#littleEndian ? 1 : 2, 1]);
    this.#half(16, type);
    this.#half(18, machine);
    this.word(this.#wide ? 32 : 28, SEGMENTS_AT);
    this.#half(this.#wide ? 54 : 42, this.#wide ? 56 : 32);
    this.#half(this.#wide ? 56 : 44, segments);
  }

  segment(type: number, offset: number, address: number, size: number): void {
    this.#view.setUint32(this.#segment, type, this.#littleEndian);
    this.word(this.#segment + (this.#wide ? 8 : 4), offset);
    this.word(this.#segment + (this.#wide ? 16 : 8), address);
    this.word(this.#segment + (this.#wide ? 32 : 16), size);
    this.#segment += this.#wide ? 56 : 32;
  }

  #half(at: number, value: number): void {
    this.#view.setUint16(at, value, this.#littleEndian);
  }
}
