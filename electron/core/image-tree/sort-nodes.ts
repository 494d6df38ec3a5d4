import type { TreeView } from '../../contract';
import type { Kind } from '../layer-index/layer-index';
import { bytesOf } from '../layer-index/name-table';
import { type ImageTree, isFolder } from './image-tree';
import type { RangeView } from './range-view';
import { mtimeOfVersion, type VersionColumns } from './versions';

export type Compare = (a: number, b: number) => number;

/** Bits of a node's number; the indexer stops before there are more. */
const NODE_BITS = 24;
const MOST_SIZE = 2 ** 40 - 1;

/** Compares two nodes by name in the order of their bytes, which is that of code points in UTF-8. */
export function nameOrder(tree: ImageTree): Compare {
  const texts: (string | undefined)[] = [];
  const textOf = (node: number): string => {
    const id = tree.name[node] ?? 0;
    const known = texts[id];
    if (known !== undefined) return known;
    const bytes = bytesOf(tree.names, id);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    texts[id] = text;
    return text;
  };
  return (a, b) => {
    const [left, right] = [textOf(a), textOf(b)];
    if (left === right) return 0;
    return left < right ? -1 : 1;
  };
}

/** How the members of a folder lie: by name folders come first, as file managers have it. */
export function orderOf(
  tree: ImageTree,
  columns: VersionColumns,
  view: RangeView,
  { column, descending }: TreeView['sort'],
  byName: Compare,
): Compare {
  const turn = descending ? -1 : 1;
  const folder = (node: number) => isFolder((columns.kind[view.shown[node] ?? 0] ?? 0) as Kind);
  switch (column) {
    case 'name':
      return (a, b) => (folder(a) === folder(b) ? turn * byName(a, b) : folder(a) ? -1 : 1);
    case 'size':
      return (a, b) => turn * ((view.total[a] ?? 0) - (view.total[b] ?? 0)) || byName(a, b);
    case 'time': {
      const time = (node: number) => mtimeOfVersion(tree, view.shown[node] ?? 0);
      return (a, b) => turn * (time(a) - time(b)) || byName(a, b);
    }
  }
}

/**
 * Nodes by size, largest first, equal ones by number. Size and number make one 64-bit key, which is sorted natively:
 * ten times as fast as comparing hundreds of thousands of files by a function.
 */
export function bySize(nodes: Uint32Array, sizes: Float64Array): Uint32Array {
  const words = new Uint32Array(nodes.length * 2);
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index] ?? 0;
    const size = MOST_SIZE - Math.min(sizes[node] ?? 0, MOST_SIZE);
    words[index * 2] = ((size % 256) << NODE_BITS) | node;
    words[index * 2 + 1] = Math.floor(size / 256);
  }
  new BigUint64Array(words.buffer).sort();
  return nodes.map((_node, index) => (words[index * 2] ?? 0) & (2 ** NODE_BITS - 1));
}
