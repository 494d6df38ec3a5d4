import { type LayerDamage, OPAQUE, WHITEOUT } from './layer-index';

/**
 * How a layer is stored, behind its seal. The version goes up with every change of this, and of how fingerprints are made.
 * Numbers are LEB128 unless said otherwise:
 *
 * - nodes, entries; sizeBytes and replacedBytes as doubles, lowest byte first
 * - names, then links: how many, their lengths, their bytes
 * - owners: how many, then mode, uid and gid of each
 * - how many bytes each of `storedColumns` has, then the columns: each by itself, as compression likes it
 * - damage: how many, then kind and offset of each; how many more
 * - kept files: how many, then node, length and bytes of each
 */
export const storedLayer = { magic: 'LYix', version: 1 } as const;

/**
 * - `flags`: a byte a node
 * - `parent`: of all but the root; 0 as the node before, 1 the node before itself, else how many nodes back
 * - `name`: of all but the root; 0 the first that did not occur yet, else its number + 1
 * - `owner`: of all that are no implied folders, like what follows
 * - `mtime`: less the one before, signed
 * - `block`: less where it would be if members followed each other without extended headers, signed
 * - `size`: of files
 * - `content`: of files that are not empty; 32 bits, lowest byte first
 * - `link`: of symbolic and hard links, as names
 */
export const storedColumns = [
  'flags',
  'parent',
  'name',
  'owner',
  'mtime',
  'block',
  'size',
  'content',
  'link',
] as const;
export type StoredColumn = (typeof storedColumns)[number];

export const KNOWN_FLAGS = 0x07 | WHITEOUT | OPAQUE;
export const AS_BEFORE = 0;
export const THE_ONE_BEFORE = 1;
export const FIRST_UNUSED = 0;

/** In the order of their numbers. */
export const damageKinds: readonly LayerDamage['kind'][] = [
  'broken-header',
  'broken-extension',
  'truncated',
  'unsafe-path',
  'path-too-long',
];

const BLOCK = 512;

/** The block where the content of the next member starts, when nothing but its header is between. */
export const blockAfter = (block: number, size: number): number => block + Math.ceil(size / BLOCK) + 1;
/** The header comes first. */
export const FIRST_BLOCK = 1;
