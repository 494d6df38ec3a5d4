import type { FileLife, FileVersion } from '../../contract';
import { fate, type ImageTree, kindOfVersion, NONE, sizeOfVersion } from './image-tree';
import { displayPath } from './paths';
import { changeBetween, fileKindOf, linkOf, mtimeOfVersion, ownerOf } from './versions';

const hows = {
  [fate.overwritten]: 'overwritten',
  [fate.removed]: 'removed',
  [fate.hidden]: 'hidden',
  [fate.replaced]: 'replaced',
} as const;

/** All versions of a path through the layers, oldest first, each with how it ended. */
export function fileLife(tree: ImageTree, node: number): FileLife {
  const chain: number[] = [];
  for (let version = tree.newest[node] ?? NONE; version !== NONE; version = tree.older[version] ?? NONE) {
    chain.push(version);
  }
  const oldestFirst = chain.reverse();
  return {
    node,
    path: displayPath(tree, node),
    versions: oldestFirst.map((version, index) => versionAs(tree, version, oldestFirst[index - 1])),
  };
}

function versionAs(tree: ImageTree, version: number, before: number | undefined): FileVersion {
  const owner = ownerOf(tree, version);
  return {
    layer: tree.layerOf[version] ?? 0,
    kind: fileKindOf(kindOfVersion(tree, version)),
    size: sizeOfVersion(tree, version),
    mode: owner?.mode ?? null,
    uid: owner?.uid ?? 0,
    gid: owner?.gid ?? 0,
    mtime: mtimeOfVersion(tree, version),
    link: linkOf(tree, version),
    change: changeFrom(tree, before, version),
    ended: endOf(tree, version),
  };
}

/** A path that was gone in between is added anew. */
function changeFrom(tree: ImageTree, before: number | undefined, version: number): FileVersion['change'] {
  if (before === undefined || (tree.end[before] ?? 0) !== tree.layerOf[version]) return 'added';
  if (tree.fate[before] === fate.removed || tree.fate[before] === fate.hidden) return 'added';
  const change = changeBetween(tree, before, version);
  return change === 'same' ? 'metadata' : change;
}

function endOf(tree: ImageTree, version: number): FileVersion['ended'] {
  const how = tree.fate[version] ?? fate.visible;
  if (!(how in hows)) return null;
  return { how: hows[how as keyof typeof hows], layer: tree.end[version] ?? 0 };
}
