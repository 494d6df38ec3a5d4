import { type LayerDamage, OPAQUE, WHITEOUT } from './layer-index';

/**
 * How a layer is stored, behind its seal. All numbers are LEB128 unless said otherwise; each column stands by itself, as
 * compression likes it:
 *
 * - nodes, entries; sizeBytes and replacedBytes as doubles, lowest byte first
 * - names, then links: how many, their lengths, their bytes
 * - owners: how many, then mode, uid and gid of each
 * - parents of all nodes but the root: 0 as the node before, 1 the node before itself, else how many nodes back
 * - names of the same: 0 the first that did not occur yet, else its number + 1
 * - flags, a byte a node
 * - owners of all nodes that are no implied folders; their times, each less the one before; sizes of files; blocks of the
 *   former, each less where it would be if members followed each other without extended headers
 * - fingerprints of files that are not empty, 4 bytes each; link targets as names
 * - damage: how many, then kind and offset of each; how many more
 * - kept files: how many, then node, length and bytes of each
 */
export const storedLayer = { magic: 'LYix', version: 1 } as const;

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
