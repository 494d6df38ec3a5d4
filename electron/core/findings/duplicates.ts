import type { Findings } from '../../contract';
import { type ImageTree, NONE } from '../image-tree/image-tree';
import { kind } from '../layer-index/layer-index';
import { foundFile } from './found-file';
import { Largest } from './largest';
import { contentOf, type VersionTable } from './version-table';

/** Smaller files take less than their place in a folder. */
const LEAST_SIZE = 1024;
/** Files that are named of one content; `count` tells of all. */
const MOST_NAMED = 20;

/**
 * Equal contents at several paths of the final file system. Told by size and a fingerprint of 32 bits: likely, no
 * proof. Hard links are no copies and are not counted.
 */
export function findDuplicates(tree: ImageTree, table: VersionTable, limit: number): Findings['duplicates'] {
  const contents = groupContents(tree, table);
  const largest = new Largest(limit);
  for (let group = 0; group < contents.first.length; group += 1) {
    const copies = (contents.count[group] ?? 0) - 1;
    if (copies > 0) largest.add(group, copies * (table.size[contents.first[group] ?? 0] ?? 0));
  }
  const groups = largest.items();
  const members = membersOf(groups, contents, table);
  return {
    items: groups.map((group) => {
      const count = contents.count[group] ?? 0;
      const size = table.size[contents.first[group] ?? 0] ?? 0;
      const files = (members.get(group) ?? []).map((version) => foundFile(tree, table, version));
      return { size, bytes: (count - 1) * size, files, count };
    }),
    total: largest.total,
    bytes: largest.bytes,
  };
}

interface Contents {
  /** By group: a version that has its content, and how many have it. */
  first: number[];
  count: number[];
  /** By version: its group + 1. */
  groupOf: Uint32Array;
}

/** An open hash table over numbers: an object for each of 300,000 files would take longer than all else. */
function groupContents(tree: ImageTree, table: VersionTable): Contents {
  const contents: Contents = { first: [], count: [], groupOf: new Uint32Array(table.node.length) };
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(table.visible.length * 2 + 2)));
  for (const version of table.visible) {
    const size = version === NONE || table.kind[version] !== kind.file ? 0 : (table.size[version] ?? 0);
    if (size < LEAST_SIZE) continue;
    const group = groupIn(slots, contents, tree, table, version);
    contents.count[group] = (contents.count[group] ?? 0) + 1;
    contents.groupOf[version] = group + 1;
  }
  return contents;
}

function groupIn(
  slots: Uint32Array,
  contents: Contents,
  tree: ImageTree,
  table: VersionTable,
  version: number,
): number {
  const mask = slots.length - 1;
  const content = contentOf(tree, version);
  const size = table.size[version] ?? 0;
  for (let slot = (content ^ Math.imul(size, 0x9e3779b1)) & mask; ; slot = (slot + 1) & mask) {
    const group = (slots[slot] ?? 0) - 1;
    if (group === -1) {
      slots[slot] = contents.first.push(version);
      return contents.first.length - 1;
    }
    const first = contents.first[group] ?? 0;
    if (table.size[first] === size && contentOf(tree, first) === content) return group;
  }
}

function membersOf(
  groups: number[],
  { groupOf }: Contents,
  { visible }: VersionTable,
): Map<number, number[]> {
  const members = new Map<number, number[]>(groups.map((group) => [group, []]));
  for (const version of visible) {
    if (version === NONE) continue;
    const group = members.get((groupOf[version] ?? 0) - 1);
    if (group !== undefined && group.length < MOST_NAMED) group.push(version);
  }
  return members;
}
