/**
 * The 512-byte header of a tar member: POSIX.1-1988 (ustar), POSIX.1-2001 (pax) and GNU tar's additions.
 * Everything reads where the header lies, from `at` on, and makes no objects: an image has hundreds of thousands.
 */

export const BLOCK = 512;

/** Type flags, as the byte that stands in the header. */
export const typeFlag = {
  regularOld: 0,
  regular: 0x30,
  hardLink: 0x31,
  symbolicLink: 0x32,
  characterDevice: 0x33,
  blockDevice: 0x34,
  directory: 0x35,
  fifo: 0x36,
  contiguous: 0x37,
  globalPax: 0x67,
  pax: 0x78,
  gnuLongLink: 0x4b,
  gnuLongName: 0x4c,
  gnuSparse: 0x53,
  solarisPax: 0x58,
} as const;

const NAME = { at: 0, length: 100 };
const MODE = { at: 100, length: 8 };
const UID = { at: 108, length: 8 };
const GID = { at: 116, length: 8 };
const SIZE = { at: 124, length: 12 };
const MTIME = { at: 136, length: 12 };
const CHECKSUM = { at: 148, length: 8 };
const TYPE = 156;
const LINK = { at: 157, length: 100 };
const MAGIC = 257;
const PREFIX = { at: 345, length: 155 };
/** Longest path of prefix, slash and name, and longest link. */
export const NAME_LENGTH = PREFIX.length + 1 + NAME.length;
export const LINK_LENGTH = LINK.length;
/** GNU's sparse members: whether more blocks of the map follow, and the size with the holes. */
const SPARSE_MORE = 482;
const SPARSE_SIZE = { at: 483, length: 12 };

interface Field {
  at: number;
  length: number;
}

export const modeOf = (block: Uint8Array, at: number): number => orZero(numberIn(block, at, MODE));
export const uidOf = (block: Uint8Array, at: number): number => orZero(numberIn(block, at, UID));
export const gidOf = (block: Uint8Array, at: number): number => orZero(numberIn(block, at, GID));
/** Seconds since 1970. */
export const mtimeOf = (block: Uint8Array, at: number): number => orZero(numberIn(block, at, MTIME));
/** Bytes that follow; NaN when the field makes no sense. */
export const sizeOf = (block: Uint8Array, at: number): number => numberIn(block, at, SIZE);
export const typeOf = (block: Uint8Array, at: number): number => block[at + TYPE] ?? 0;
export const sparseSizeOf = (block: Uint8Array, at: number): number => numberIn(block, at, SPARSE_SIZE);
export const sparseMapGoesOn = (block: Uint8Array, at: number): boolean => block[at + SPARSE_MORE] !== 0;

/** Copies the text of a field, which ends at its first NUL or is full, and answers where it ends in the target. */
function copyText(block: Uint8Array, at: number, field: Field, target: Uint8Array, start: number): number {
  const from = at + field.at;
  for (let index = 0; index < field.length; index += 1) {
    const byte = block[from + index] as number;
    if (byte === 0) return start + index;
    target[start + index] = byte;
  }
  return start + field.length;
}

/** Writes the member's path into `target` from 0, prefix included, and answers its length (at most 256). */
export function copyName(block: Uint8Array, at: number, target: Uint8Array): number {
  let length = 0;
  if (hasPrefix(block, at)) {
    length = copyText(block, at, PREFIX, target, 0);
    target[length] = 0x2f;
    length += 1;
  }
  return copyText(block, at, NAME, target, length);
}

/** Writes the link's target into `target` from 0 and answers its length (at most 100). */
export const copyLink = (block: Uint8Array, at: number, target: Uint8Array): number =>
  copyText(block, at, LINK, target, 0);

/** `ustar\0` has a prefix field; GNU's `ustar  ` keeps other things in its place. */
function hasPrefix(block: Uint8Array, at: number): boolean {
  return block[at + PREFIX.at] !== 0 && block[at + MAGIC] === 0x75 && block[at + MAGIC + 5] === 0;
}

const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);

/**
 * A number: octal text, or GNU's base-256 when the first bit is set. NaN for what is neither, for negative
 * base-256 and for what a double cannot hold exactly.
 */
function numberIn(block: Uint8Array, at: number, field: Field): number {
  let index = at + field.at;
  const end = index + field.length;
  if (((block[index] ?? 0) & 0x80) !== 0) return base256(block, index, end);
  while (index < end && (block[index] === 0x20 || block[index] === 0)) index += 1;
  let value = 0;
  for (; index < end; index += 1) {
    const byte = block[index] ?? 0;
    if (byte === 0 || byte === 0x20) break;
    if (byte < 0x30 || byte > 0x37) return Number.NaN;
    value = value * 8 + (byte - 0x30);
  }
  return value;
}

function base256(block: Uint8Array, from: number, end: number): number {
  if (((block[from] ?? 0) & 0x40) !== 0) return Number.NaN;
  let value = (block[from] ?? 0) & 0x3f;
  for (let index = from + 1; index < end; index += 1) value = value * 256 + (block[index] ?? 0);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

/** Sums the block four bytes at a time, in two sums of 16-bit lanes; 128 words cannot overflow them. */
function sumOf(words: Int32Array, first: number): number {
  let even = 0;
  let odd = 0;
  for (let index = first; index < first + BLOCK / 4; index += 1) {
    const word = words[index] as number;
    even += word & 0x00ff00ff;
    odd += (word >>> 8) & 0x00ff00ff;
  }
  return (even & 0xffff) + (even >>> 16) + (odd & 0xffff) + (odd >>> 16);
}

/** Sum of the checksum field's own bytes, which count as spaces. */
function sumOfField(block: Uint8Array, at: number): number {
  let sum = 0;
  for (let index = 0; index < CHECKSUM.length; index += 1) sum += block[at + CHECKSUM.at + index] as number;
  return sum;
}

/** Bytes of 128 and more count as negative in old writers; only then the two sums differ. */
function highBytes(block: Uint8Array, at: number): number {
  let count = 0;
  for (let index = 0; index < BLOCK; index += 1) {
    const inField = index >= CHECKSUM.at && index < CHECKSUM.at + CHECKSUM.length;
    if (!inField && (block[at + index] as number) > 127) count += 1;
  }
  return count;
}

/** What the block at `at` is by its checksum. `words` is the memory of `block`, with `at` on a multiple of four. */
export function judge(block: Uint8Array, at: number, words: Int32Array): 'header' | 'empty' | 'broken' {
  const all = sumOf(words, (block.byteOffset + at) / 4);
  if (all === 0) return 'empty';
  const stated = numberIn(block, at, CHECKSUM);
  const sum = all - sumOfField(block, at) + CHECKSUM.length * 0x20;
  if (sum === stated) return 'header';
  return sum - 256 * highBytes(block, at) === stated ? 'header' : 'broken';
}

/** The words of all the memory that bytes lie in. */
export const wordsOf = ({ buffer }: Uint8Array): Int32Array =>
  new Int32Array(buffer, 0, Math.floor(buffer.byteLength / 4));
