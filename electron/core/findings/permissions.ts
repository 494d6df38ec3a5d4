import type { Findings, FoundFile } from '../../contract';
import { type ImageTree, NONE } from '../image-tree/image-tree';
import { ownerOf } from '../image-tree/versions';
import { kind } from '../layer-index/layer-index';
import { foundFile } from './found-file';
import type { VersionTable } from './version-table';

const SETUID_OR_SETGID = 0o6000;
const STICKY = 0o1000;
const WRITABLE_BY_ALL = 0o002;

/** Visible files that run with another user's or group's rights, as `find -type f -perm /6000` lists them. */
export function findSetuid(tree: ImageTree, table: VersionTable, limit: number): Findings['setuid'] {
  return select(tree, table, limit, (made, mode) => isFile(made) && (mode & SETUID_OR_SETGID) !== 0);
}

/** Visible files that everybody may write, and folders where everybody may also remove what belongs to others. */
export function findWorldWritable(
  tree: ImageTree,
  table: VersionTable,
  limit: number,
): Findings['worldWritable'] {
  return select(
    tree,
    table,
    limit,
    (made, mode) =>
      (mode & WRITABLE_BY_ALL) !== 0 && (isFile(made) || (made === kind.directory && (mode & STICKY) === 0)),
  );
}

const isFile = (made: number): boolean => made === kind.file || made === kind.hardLink;

/** The first of those that fit, by path; figures of all. */
function select(
  tree: ImageTree,
  table: VersionTable,
  limit: number,
  fits: (made: number, mode: number) => boolean,
): { items: FoundFile[]; total: number; bytes: number } {
  const found: number[] = [];
  let [total, bytes] = [0, 0];
  for (const version of table.visible) {
    if (version === NONE) continue;
    const owner = ownerOf(tree, version);
    if (owner === null || !fits(table.kind[version] ?? 0, owner.mode)) continue;
    total += 1;
    bytes += table.size[version] ?? 0;
    if (found.length < limit) found.push(version);
  }
  const items = found.map((version) => foundFile(tree, table, version));
  return { items: items.sort((a, b) => (a.path < b.path ? -1 : 1)), total, bytes };
}
