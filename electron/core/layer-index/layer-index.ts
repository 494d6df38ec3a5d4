import type { Names } from './name-table';

/** What a node of a layer is. `implied` is a folder that has no member of its own but members below it. */
export const kind = {
  implied: 0,
  file: 1,
  directory: 2,
  symbolicLink: 3,
  hardLink: 4,
  characterDevice: 5,
  blockDevice: 6,
  fifo: 7,
} as const;
export type Kind = (typeof kind)[keyof typeof kind];

export const KIND_MASK = 0x0f;
/** The layer removes what lower layers have at this path. */
export const WHITEOUT = 0x10;
/** The layer hides what lower layers have inside this folder. */
export const OPAQUE = 0x20;
/** More paths of one layer, or of one image, are an attack: they would take gigabytes. */
export const MOST_NODES = 2 ** 24;

/** Mode bits, user and group id. Few combinations occur, so nodes share them. */
export interface Owner {
  mode: number;
  uid: number;
  gid: number;
}

/** Something wrong with a layer's tar. The layer is read past it where it can be. */
export interface LayerDamage {
  kind:
    | 'broken-header'
    | 'broken-extension'
    | 'truncated'
    /** `..` in a path: taken as it would resolve inside the image; left out where it names what is no folder. */
    | 'unsafe-path'
    /** A path longer than any system takes: left out. */
    | 'path-too-long';
  /** Where in the uncompressed tar, bytes. */
  offset: number;
}

/** Content that was kept while the layer passed by. */
export interface KeptFile {
  node: number;
  content: Uint8Array;
}

/**
 * One layer: a trie of its paths, in columns by node number. Node 0 is the root; a parent always has a smaller number
 * than its children. What a node does not have is 0.
 */
export interface LayerIndex {
  names: Names;
  /** Targets of links; a node's `link` is the number in here + 1. */
  links: Names;
  owners: Owner[];
  parent: Uint32Array;
  name: Uint32Array;
  /** Kind in the lower four bits, then WHITEOUT and OPAQUE. */
  flags: Uint8Array;
  size: Float64Array;
  owner: Uint32Array;
  /** Seconds since 1970, within 32 bits. */
  mtime: Uint32Array;
  link: Uint32Array;
  /** Where the content starts in the uncompressed tar, in blocks of 512 bytes. */
  block: Uint32Array;
  /** Fingerprint of a regular file's content. */
  content: Uint32Array;
  /** Members of the tar, whiteouts included, extended headers not. */
  entries: number;
  /** Bytes of all regular members; hard links have none. */
  sizeBytes: number;
  /** Of these, bytes of members that a later member of the same layer replaces. */
  replacedBytes: number;
  damage: LayerDamage[];
  /** Damage beyond what `damage` lists. */
  moreDamage: number;
  kept: KeptFile[];
}

export const nodesOf = (layer: LayerIndex): number => layer.parent.length;
export const kindOf = (layer: LayerIndex, node: number): Kind =>
  ((layer.flags[node] ?? 0) & KIND_MASK) as Kind;
