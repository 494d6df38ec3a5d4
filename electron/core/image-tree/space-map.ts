import type { MapCell } from '../../contract';
import type { Kind } from '../layer-index/layer-index';
import { type ImageTree, isFolder, NONE } from './image-tree';
import { displayName, nameBytes } from './paths';
import type { RangeView } from './range-view';
import { pathChanges, type VersionColumns } from './versions';

/** Smaller parts of the whole map are too small to see or hit; they become one rectangle together. */
const SMALLEST_SHARE = 1 / 2_000;
const MOST_OF_FOLDER = 80;

interface MapInput {
  tree: ImageTree;
  columns: VersionColumns;
  view: RangeView;
}

/**
 * The space below a folder that the selected layers brought, as nested rectangles, biggest first. What is too small to
 * be seen is one cell without a node.
 */
export function spaceMap(input: MapInput, node: number, depth: number): MapCell {
  const least = (input.view.brought[node] ?? 0) * SMALLEST_SHARE;
  return cellOf(input, node, depth, least);
}

function cellOf(input: MapInput, node: number, depth: number, least: number): MapCell {
  const { tree, columns, view } = input;
  const version = view.shown[node] ?? NONE;
  const folder = node === 0 || isFolder((columns.kind[version] ?? 0) as Kind);
  return {
    node,
    name: displayName(nameBytes(tree, node)),
    size: view.brought[node] ?? 0,
    change: pathChanges[view.change[node] ?? 0] ?? 'same',
    folder,
    children: folder && depth > 0 ? membersOf(input, node, depth, least) : [],
  };
}

function membersOf(input: MapInput, folder: number, depth: number, least: number): MapCell[] {
  const { tree, view } = input;
  const members: number[] = [];
  for (let child = tree.firstChild[folder] ?? 0; child !== 0; child = tree.nextSibling[child] ?? 0) {
    if (view.shown[child] !== NONE && (view.brought[child] ?? 0) > 0) members.push(child);
  }
  members.sort((a, b) => (view.brought[b] ?? 0) - (view.brought[a] ?? 0));
  const seen = members.filter(
    (child, index) => index < MOST_OF_FOLDER && (view.brought[child] ?? 0) >= least,
  );
  const cells = seen.map((child) => cellOf(input, child, depth - 1, least));
  const rest = members.slice(seen.length).reduce((sum, child) => sum + (view.brought[child] ?? 0), 0);
  return rest > 0 ? [...cells, restOf(rest)] : cells;
}

const restOf = (size: number): MapCell => ({
  node: null,
  name: '',
  size,
  change: 'same',
  folder: false,
  children: [],
});
