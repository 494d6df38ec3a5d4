import { kind } from '../layer-index/layer-index';
import { type ImageTree, kindOfVersion, NONE, versionAt } from './image-tree';
import { findPath } from './paths';
import { layerOfVersion, linkBytes } from './versions';

/** Where the content of a file lies. */
export interface ContentPlace {
  layer: number;
  /** In the uncompressed tar of the layer, bytes. */
  offset: number;
  size: number;
}

/** Hard links lead to files; a chain of them is only ever an attack. */
const MOST_HOPS = 16;

/** The version of a path that a layer brought, or NONE. */
export function versionOf(tree: ImageTree, node: number, layer: number): number {
  let version = tree.newest[node] ?? NONE;
  while (version !== NONE && (tree.layerOf[version] ?? 0) > layer) version = tree.older[version] ?? NONE;
  return version !== NONE && tree.layerOf[version] === layer ? version : NONE;
}

/**
 * Where the content of the version lies that a layer brought of a path, or that it sees there. A hard link has the
 * content of what it links to, in the file system of its layer. Null for everything that is no file.
 */
export function contentPlace(tree: ImageTree, node: number, layer: number): ContentPlace | null {
  let at = node;
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const own = versionOf(tree, at, layer);
    const version = own === NONE ? versionAt(tree, at, layer) : own;
    if (version === NONE) return null;
    if (kindOfVersion(tree, version) !== kind.hardLink) return placeOf(tree, version);
    const target = findPath(tree, Buffer.from(linkBytes(tree, version)).toString('utf8'));
    if (target === null) return null;
    at = target;
  }
  return null;
}

function placeOf(tree: ImageTree, version: number): ContentPlace | null {
  if (kindOfVersion(tree, version) !== kind.file) return null;
  const layer = layerOfVersion(tree, version);
  const node = tree.nodeIn[version] ?? 0;
  return {
    layer: tree.layerOf[version] ?? 0,
    offset: (layer.block[node] ?? 0) * 512,
    size: layer.size[node] ?? 0,
  };
}
