import type { EndedFile, FoundFile, SecretKind } from '../../contract';
import { fate, type ImageTree } from '../image-tree/image-tree';
import { displayPath } from '../image-tree/paths';
import { ownerOf } from '../image-tree/versions';
import type { VersionTable } from './version-table';

/** A version as a finding names it. */
export function foundFile(tree: ImageTree, table: VersionTable, version: number): FoundFile {
  const node = table.node[version] ?? 0;
  const owner = ownerOf(tree, version);
  return {
    node,
    path: displayPath(tree, node),
    layer: tree.layerOf[version] ?? 0,
    size: table.size[version] ?? 0,
    mode: owner?.mode ?? 0,
    uid: owner?.uid ?? 0,
  };
}

const hows: Partial<Record<number, EndedFile['how']>> = {
  [fate.overwritten]: 'overwritten',
  [fate.removed]: 'removed',
  [fate.hidden]: 'hidden',
  [fate.replaced]: 'replaced',
};

/** A version that a later layer ended. */
export function endedFile(
  tree: ImageTree,
  table: VersionTable,
  version: number,
  secret: SecretKind | null,
): EndedFile {
  return {
    ...foundFile(tree, table, version),
    how: hows[tree.fate[version] ?? 0] ?? 'overwritten',
    endedBy: tree.end[version] ?? 0,
    secret,
  };
}
