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

export function versionTable(tree: ImageTree): VersionTable {
  const count = tree.layerOf.length;
  const table: VersionTable = {
    ...versionColumns(tree),
    node: new Uint32Array(count),
    newer: new Uint32Array(count).fill(NONE),
    visible: new Uint32Array(tree.newest.length).fill(NONE),
  };
  for (let node = 0; node < tree.newest.length; node += 1) {
    const newest = tree.newest[node] ?? NONE;
    if (newest !== NONE && tree.fate[newest] === fate.visible) table.visible[node] = newest;
    let newer = NONE;
    for (let version = newest; version !== NONE; version = tree.older[version] ?? NONE) {
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
