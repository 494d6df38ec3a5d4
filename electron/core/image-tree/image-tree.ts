import { KIND_MASK, type Kind, kind, type LayerIndex } from '../layer-index/layer-index';
import type { Names } from '../layer-index/name-table';

/** A version that no later layer ends. */
export const NEVER = 0xffff;
export const NONE = 0xffffffff;

/** How a version stopped being visible. */
export const fate = {
  /** It is part of the final file system. */
  visible: 0,
  /** A later layer, or a later member of the same, has another content at its path. */
  overwritten: 1,
  /** A whiteout of a later layer removes it or a folder above it. */
  removed: 2,
  /** An opaque folder of a later layer hides it. */
  hidden: 3,
  /** A later layer has something of another type at its path or above it. */
  replaced: 4,
} as const;
export type Fate = (typeof fate)[keyof typeof fate];

/** Figures of the whole image; `../../../contract/layers.ts` defines each. */
export interface TreeFigures {
  sizeBytes: number;
  visibleFiles: number;
  visibleBytes: number;
  unreachableBytes: number;
  /** By layer. */
  unreachableOf: Float64Array;
  diveEfficiency: number;
  diveWastedBytes: number;
  /** Versions of regular files that a whiteout or an opaque folder took away, in the order in which that happened. */
  leaked: Uint32Array;
  leakedBytes: number;
}

/** What the nodes and names of a layer are in the tree of an image. */
export interface LayerNumbers {
  /** By node of the layer: its node in the tree. */
  paths: Uint32Array;
  /** By name of the layer: its name in the tree; null when they are the same. */
  names: Uint32Array | null;
}

/**
 * All layers in one trie of paths. Each node has its versions, newest first, as a chain; a version is part of the file
 * system of layer n when `layer <= n < end`. So the view at any layer, and the change between any two, is read off
 * without stacking layers again. Node 0 is the root; a parent has a smaller number than its children.
 */
export interface ImageTree {
  layers: LayerIndex[];
  /** By layer. */
  numbers: LayerNumbers[];
  names: Names;
  parent: Uint32Array;
  name: Uint32Array;
  /** 0 = none: the root is nobody's child. */
  firstChild: Uint32Array;
  nextSibling: Uint32Array;
  /** NONE when the path has only ever been named by whiteouts. */
  newest: Uint32Array;
  /** By version: the one before it, or NONE. */
  older: Uint32Array;
  layerOf: Uint16Array;
  /** By version: its node in its layer's index. */
  nodeIn: Uint32Array;
  /** By version: the layer that ended it, or NEVER. */
  end: Uint16Array;
  fate: Uint8Array;
  /** Folders that a layer made opaque, as pairs of node and layer. */
  opaque: Uint32Array;
  figures: TreeFigures;
}

export const kindOfVersion = (tree: ImageTree, version: number): Kind => {
  const layer = tree.layers[tree.layerOf[version] ?? 0];
  return ((layer?.flags[tree.nodeIn[version] ?? 0] ?? 0) & KIND_MASK) as Kind;
};

/** Bytes of a regular file; 0 for everything else. */
export const sizeOfVersion = (tree: ImageTree, version: number): number =>
  tree.layers[tree.layerOf[version] ?? 0]?.size[tree.nodeIn[version] ?? 0] ?? 0;

export const isFolder = (made: Kind): boolean => made === kind.directory || made === kind.implied;

/** The version that is part of the file system of a layer, or NONE. */
export function versionAt(tree: ImageTree, node: number, layer: number): number {
  let version = tree.newest[node] ?? NONE;
  while (version !== NONE && (tree.layerOf[version] ?? 0) > layer) version = tree.older[version] ?? NONE;
  return version !== NONE && layer < (tree.end[version] ?? 0) ? version : NONE;
}
