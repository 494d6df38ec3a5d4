import { ElfReader } from './elf-reader';

/** What a program says about what it needs (System V ABI, "Object Files" and "Dynamic Linking"). */
export interface ElfFacts {
  /** `executable`: also one that is loaded anywhere. `library`: to be loaded by others. */
  kind: 'executable' | 'library' | 'other';
  machine: string;
  /** Dynamic loader; empty for a static binary. */
  interpreter: string;
  /** Names of shared libraries, in the program's order. */
  needed: string[];
  /** Folders that it wants to be searched first, `$ORIGIN` standing for its own. */
  searchPaths: string[];
}

const TYPE_EXECUTABLE = 2;
const TYPE_SHARED = 3;
const SEGMENT_LOAD = 1;
const SEGMENT_DYNAMIC = 2;
const SEGMENT_INTERPRETER = 3;
const TAG_END = 0;
const TAG_NEEDED = 1;
const TAG_STRINGS = 5;
const TAG_RPATH = 15;
const TAG_RUNPATH = 29;
const TAG_FLAGS_1 = 0x6ffffffb;
/** Position-independent executable. */
const FLAG_PIE = 0x08000000;

const MOST_SEGMENTS = 128;
const MOST_TAGS = 1024;
const MOST_NEEDED = 256;
const LONGEST_PATH = 4096;
const LONGEST_NAME = 255;

const machines: Partial<Record<number, string>> = {
  3: 'x86',
  8: 'mips',
  20: 'powerpc',
  21: 'powerpc64',
  22: 's390x',
  40: 'arm',
  62: 'x86-64',
  183: 'aarch64',
  243: 'riscv',
  258: 'loongarch',
};

/** Reads an ELF file; null for everything else. What is cut off or points out of the file is left out. */
export function parseElf(bytes: Uint8Array): ElfFacts | null {
  const reader = ElfReader.of(bytes);
  if (reader === null) return null;
  const segments = readSegments(reader);
  const dynamic = readDynamic(reader, segments);
  const interpreter = interpreterOf(reader, segments);
  return {
    kind: kindOf(reader.half(16), interpreter, dynamic.flags),
    machine: machineOf(reader.half(18)),
    interpreter,
    needed: dynamic.needed,
    searchPaths: dynamic.searchPaths,
  };
}

function kindOf(type: number, interpreter: string, flags: number): ElfFacts['kind'] {
  if (type === TYPE_EXECUTABLE) return 'executable';
  if (type !== TYPE_SHARED) return 'other';
  return interpreter !== '' || (flags & FLAG_PIE) !== 0 ? 'executable' : 'library';
}

const machineOf = (machine: number): string => machines[machine] ?? `machine ${machine}`;

interface Segment {
  type: number;
  offset: number;
  address: number;
  size: number;
}

function readSegments(reader: ElfReader): Segment[] {
  const wide = reader.wide;
  const start = reader.word(wide ? 32 : 28);
  const length = reader.half(wide ? 54 : 42);
  const count = Math.min(reader.half(wide ? 56 : 44), MOST_SEGMENTS);
  if (length < (wide ? 56 : 32)) return [];
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * length;
    return {
      type: reader.int(at),
      offset: reader.word(at + (wide ? 8 : 4)),
      address: reader.word(at + (wide ? 16 : 8)),
      size: reader.word(at + (wide ? 32 : 16)),
    };
  });
}

function interpreterOf(reader: ElfReader, segments: Segment[]): string {
  const segment = segments.find(({ type }) => type === SEGMENT_INTERPRETER);
  return segment === undefined ? '' : reader.text(segment.offset, Math.min(segment.size, LONGEST_PATH));
}

interface Dynamic {
  needed: string[];
  searchPaths: string[];
  flags: number;
}

/** The dynamic section names texts by where they lie among the program's texts, and those by where they are loaded. */
function readDynamic(reader: ElfReader, segments: Segment[]): Dynamic {
  const tags = readTags(reader, segments);
  const valuesOf = (wanted: number) => tags.filter(({ tag }) => tag === wanted).map(({ value }) => value);
  const [strings = Number.NaN] = valuesOf(TAG_STRINGS);
  const start = offsetOf(segments, strings);
  const texts = (values: number[], longest: number) =>
    values.map((value) => reader.text(start + value, longest)).filter((text) => text !== '');
  return {
    needed: texts(valuesOf(TAG_NEEDED).slice(0, MOST_NEEDED), LONGEST_NAME),
    searchPaths: texts([...valuesOf(TAG_RPATH), ...valuesOf(TAG_RUNPATH)].slice(0, 4), LONGEST_PATH).flatMap(
      (paths) => paths.split(':').filter(Boolean),
    ),
    flags: valuesOf(TAG_FLAGS_1)[0] ?? 0,
  };
}

interface Tag {
  tag: number;
  value: number;
}

function readTags(reader: ElfReader, segments: Segment[]): Tag[] {
  const segment = segments.find(({ type }) => type === SEGMENT_DYNAMIC);
  if (segment === undefined) return [];
  const length = reader.wide ? 8 : 4;
  const count = Math.min(Math.floor(segment.size / (2 * length)), MOST_TAGS);
  const tags: Tag[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = segment.offset + index * 2 * length;
    const tag = reader.word(at);
    if (tag === TAG_END || Number.isNaN(tag)) break;
    tags.push({ tag, value: reader.word(at + length) });
  }
  return tags;
}

/** Where in the file lies what is loaded at an address; NaN when nothing is. */
function offsetOf(segments: Segment[], address: number): number {
  const segment = segments.find(
    (one) => one.type === SEGMENT_LOAD && address >= one.address && address < one.address + one.size,
  );
  return segment === undefined ? Number.NaN : segment.offset + address - segment.address;
}
