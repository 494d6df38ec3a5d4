import { fate, type ImageTree, NONE } from '../image-tree/image-tree';
import { layerOfVersion, type VersionColumns, versionColumns } from '../image-tree/versions';

/** What the findings ask of every version, read once. All columns go by version but `visible`. */
export interface VersionTable extends VersionColumns {
  node: Uint32Array;
  /** The version that took its place, or NONE. */
  newer: Uint32Array;
  /** By node: its version in the final file system, or NONE. */
  visible: Uint32Array;
}

/** The version of a node in the final file system, or NONE. */
export function visibleVersion(tree: ImageTree, node: number): number {
  const newest = tree.newest[node] ?? NONE;
  return newest !== NONE && tree.fate[newest] === fate.visible ? newest : NONE;
}

export function versionTable(tree: ImageTree): VersionTable {
  const count = tree.layerOf.length;
  const table: VersionTable = {
    ...versionColumns(tree),
    node: new Uint32Array(count),
    newer: new Uint32Array(count).fill(NONE),
    visible: new Uint32Array(tree.newest.length),
  };
  for (let node = 0; node < tree.newest.length; node += 1) {
    table.visible[node] = visibleVersion(tree, node);
    let newer = NONE;
    for (let version = tree.newest[node] ?? NONE; version !== NONE; version = tree.older[version] ?? NONE) {
      table.node[version] = node;
      table.newer[version] = newer;
      newer = version;
    }
  }
  return table;
}

/** Fingerprint of a regular file's content. */
export const contentOf = (tree: ImageTree, version: number): number =>
  layerOfVersion(tree, version).content[tree.nodeIn[version] ?? 0] ?? 0;
