/**
 * The 512-byte header of a tar member: POSIX.1-1988 (ustar), POSIX.1-2001 (pax) and GNU tar's additions.
 * Everything reads from one block and makes no objects: an image has hundreds of thousands of headers.
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

export const modeOf = (block: Uint8Array): number => orZero(numberIn(block, MODE));
export const uidOf = (block: Uint8Array): number => orZero(numberIn(block, UID));
export const gidOf = (block: Uint8Array): number => orZero(numberIn(block, GID));
/** Seconds since 1970. */
export const mtimeOf = (block: Uint8Array): number => orZero(numberIn(block, MTIME));
/** Bytes that follow; NaN when the field makes no sense. */
export const sizeOf = (block: Uint8Array): number => numberIn(block, SIZE);
export const typeOf = (block: Uint8Array): number => block[TYPE] ?? 0;
export const sparseSizeOf = (block: Uint8Array): number => numberIn(block, SPARSE_SIZE);
export const sparseMapGoesOn = (block: Uint8Array): boolean => block[SPARSE_MORE] !== 0;

/** Length of the text in the field, which ends at its first NUL or is full. */
function lengthOf(block: Uint8Array, { at, length }: Field): number {
  const end = block.indexOf(0, at);
  return end === -1 || end > at + length ? length : end - at;
}

/** Writes the member's path into `target` from 0, prefix included, and answers its length (at most 256). */
export function copyName(block: Uint8Array, target: Uint8Array): number {
  let length = 0;
  if (hasPrefix(block)) {
    length = copy(block, PREFIX.at, lengthOf(block, PREFIX), target, 0);
    target[length] = 0x2f;
    length += 1;
  }
  return length + copy(block, NAME.at, lengthOf(block, NAME), target, length);
}

/** Writes the link's target into `target` from 0 and answers its length (at most 100). */
export function copyLink(block: Uint8Array, target: Uint8Array): number {
  return copy(block, LINK.at, lengthOf(block, LINK), target, 0);
}

function copy(from: Uint8Array, at: number, length: number, to: Uint8Array, start: number): number {
  for (let index = 0; index < length; index += 1) to[start + index] = from[at + index] ?? 0;
  return length;
}

/** `ustar\0` has a prefix field; GNU's `ustar  ` keeps other things in its place. */
function hasPrefix(block: Uint8Array): boolean {
  return block[PREFIX.at] !== 0 && block[MAGIC] === 0x75 && block[MAGIC + 5] === 0;
}

const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);

/**
 * A number: octal text, or GNU's base-256 when the first bit is set. NaN for what is neither, for negative
 * base-256 and for what a double cannot hold exactly.
 */
function numberIn(block: Uint8Array, { at, length }: Field): number {
  const first = block[at] ?? 0;
  if ((first & 0x80) !== 0) return base256(block, at, length);
  const end = at + length;
  let index = at;
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

function base256(block: Uint8Array, at: number, length: number): number {
  if (((block[at] ?? 0) & 0x40) !== 0) return Number.NaN;
  let value = (block[at] ?? 0) & 0x3f;
  for (let index = at + 1; index < at + length; index += 1) value = value * 256 + (block[index] ?? 0);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

/** Sums the block four bytes at a time, in two sums of 16-bit lanes; 128 words cannot overflow them. */
function sumOf(words: Int32Array): number {
  let even = 0;
  let odd = 0;
  for (let index = 0; index < BLOCK / 4; index += 1) {
    const word = words[index] ?? 0;
    even += word & 0x00ff00ff;
    odd += (word >>> 8) & 0x00ff00ff;
  }
  return (even & 0xffff) + (even >>> 16) + (odd & 0xffff) + (odd >>> 16);
}

/** Sum of the checksum field's own bytes, which count as spaces. */
function sumOfField(block: Uint8Array): number {
  let sum = 0;
  for (let index = CHECKSUM.at; index < CHECKSUM.at + CHECKSUM.length; index += 1) sum += block[index] ?? 0;
  return sum;
}

/** Bytes of 128 and more count as negative in old writers; only then the two sums differ. */
function highBytes(block: Uint8Array): number {
  let count = 0;
  for (let index = 0; index < BLOCK; index += 1) {
    const inField = index >= CHECKSUM.at && index < CHECKSUM.at + CHECKSUM.length;
    if (!inField && (block[index] ?? 0) > 127) count += 1;
  }
  return count;
}

/** What a block is by its checksum. `words` is the same memory as `block`. */
export function judge(block: Uint8Array, words: Int32Array): 'header' | 'empty' | 'broken' {
  const all = sumOf(words);
  if (all === 0) return 'empty';
  const stated = numberIn(block, CHECKSUM);
  const sum = all - sumOfField(block) + CHECKSUM.length * 0x20;
  if (sum === stated) return 'header';
  return sum - 256 * highBytes(block) === stated ? 'header' : 'broken';
}
