import { kind } from '../layer-index/layer-index';
import { type ImageTree, NONE } from './image-tree';
import { changeBetween, changeCode, type VersionColumns } from './versions';

/** What is seen of a tree when layers from..to are selected, in columns by node. */
export interface RangeView {
  from: number;
  to: number;
  /** The version that is shown: what `to` has, else what the selected layers removed; NONE for neither. */
  shown: Uint32Array;
  /** `changeCode` */
  change: Uint8Array;
  /** Of a file its bytes, of a folder the bytes of all files below it: visible ones, or removed ones below a removed one. */
  total: Float64Array;
  /** The part of `total` that the selected layers brought. */
  brought: Float64Array;
}

/** Reads a view off the versions: the file system of layer `to`, and what layers from..to made of the one below them. */
export function rangeView(tree: ImageTree, columns: VersionColumns, from: number, to: number): RangeView {
  const count = tree.parent.length;
  const view: RangeView = {
    from,
    to,
    shown: new Uint32Array(count),
    change: new Uint8Array(count),
    total: new Float64Array(count),
    brought: new Float64Array(count),
  };
  for (let node = 0; node < count; node += 1) see(tree, view, node);
  sumUp(tree, columns, view);
  return view;
}

function see(tree: ImageTree, view: RangeView, node: number): void {
  let version = tree.newest[node] as number;
  while (version !== NONE && (tree.layerOf[version] as number) > view.to)
    version = tree.older[version] as number;
  const after = version !== NONE && view.to < (tree.end[version] as number) ? version : NONE;
  while (version !== NONE && (tree.layerOf[version] as number) >= view.from)
    version = tree.older[version] as number;
  const isThere = version !== NONE && view.from > 0 && view.from - 1 < (tree.end[version] as number);
  const before = isThere ? version : NONE;
  view.shown[node] = after === NONE ? before : after;
  view.change[node] = changeOf(tree, before, after);
}

function changeOf(tree: ImageTree, before: number, after: number): number {
  if (before === after) return changeCode.same;
  if (before === NONE) return changeCode.added;
  if (after === NONE) return changeCode.removed;
  return changeCode[changeBetween(tree, before, after)];
}

/** From the leaves to the root, since a child has a higher number than its parent. */
function sumUp(tree: ImageTree, columns: VersionColumns, view: RangeView): void {
  const { shown, change, total, brought } = view;
  for (let node = shown.length - 1; node >= 0; node -= 1) {
    const version = shown[node] as number;
    if (version === NONE) continue;
    const removed = change[node] === changeCode.removed;
    if (columns.kind[version] === kind.file) {
      const size = columns.size[version] as number;
      total[node] = (total[node] as number) + size;
      if (!removed && (tree.layerOf[version] as number) >= view.from)
        brought[node] = (brought[node] as number) + size;
    }
    if (node > 0) passUp(tree, view, node, removed);
  }
}

/** What a removed file took does not count to a folder that stayed. */
function passUp(
  tree: ImageTree,
  { change, total, brought }: RangeView,
  node: number,
  removed: boolean,
): void {
  const parent = tree.parent[node] as number;
  if (change[node] !== changeCode.same && change[parent] === changeCode.same)
    change[parent] = changeCode.below;
  if (removed && change[parent] !== changeCode.removed) return;
  total[parent] = (total[parent] as number) + (total[node] as number);
  brought[parent] = (brought[parent] as number) + (brought[node] as number);
}
