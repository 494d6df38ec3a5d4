import type { TreeView } from '../../contract';
import { kind } from '../layer-index/layer-index';
import { type ImageTree, NONE } from './image-tree';
import type { MembersOf } from './member-order';
import type { RangeView } from './range-view';
import { bySize } from './sort-nodes';
import type { FilteredNodes } from './tree-filter';
import type { VersionColumns } from './versions';

/** The rows of a tree as it is open, from top to bottom. */
export interface Outline {
  nodes: Uint32Array;
  depths: Uint16Array;
  isOpen: (node: number) => boolean;
  view: RangeView;
  filtered: FilteredNodes | null;
}

export interface OutlineInput {
  tree: ImageTree;
  columns: VersionColumns;
  view: RangeView;
  filtered: FilteredNodes | null;
  open: TreeView['open'];
  membersOf: MembersOf;
}

/** Whether a node stands in the tree at all. */
export const isShown = (view: RangeView, filtered: FilteredNodes | null, node: number): boolean =>
  view.shown[node] !== NONE && (filtered === null || filtered.kept[node] === 1);

/** Lists the open folders' members, each folder sorted. With a filter all that leads to a match is open. */
export function outlineOf(input: OutlineInput): Outline {
  const { tree, view, filtered, open, membersOf } = input;
  const chosen = new Set(open === 'all' ? [] : open);
  const all = open === 'all' || filtered !== null;
  const isOpen = (node: number) => all || chosen.has(node);
  const rows = new Rows();
  const levels: Level[] = [{ members: membersOf(0), next: 0 }];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const node = level.members[level.next];
    level.next += 1;
    if (node === undefined) levels.pop();
    else if (isShown(view, filtered, node)) {
      rows.add(node, levels.length - 1);
      if ((tree.firstChild[node] ?? 0) !== 0 && isOpen(node))
        levels.push({ members: membersOf(node), next: 0 });
    }
  }
  return { ...rows.columns(), isOpen, view, filtered };
}

/** A folder whose members are being listed. */
interface Level {
  members: ArrayLike<number>;
  next: number;
}

/** All regular files of a view, largest first. */
export function largestOf({ columns, view, filtered }: Omit<OutlineInput, 'open' | 'membersOf'>): Outline {
  const files = new Rows();
  for (let node = 1; node < view.shown.length; node += 1) {
    const version = view.shown[node] ?? NONE;
    if (version === NONE || columns.kind[version] !== kind.file) continue;
    if (filtered === null || filtered.passes[node] === 1) files.add(node, 0);
  }
  const { nodes, depths } = files.columns();
  return { nodes: bySize(nodes, view.total), depths, isOpen: () => false, view, filtered };
}

/** Two columns that grow together. */
class Rows {
  #nodes = new Uint32Array(1024);
  #depths = new Uint16Array(1024);
  #count = 0;

  add(node: number, depth: number): void {
    if (this.#count === this.#nodes.length) this.#grow();
    this.#nodes[this.#count] = node;
    this.#depths[this.#count] = depth;
    this.#count += 1;
  }

  columns(): { nodes: Uint32Array; depths: Uint16Array } {
    return { nodes: this.#nodes.slice(0, this.#count), depths: this.#depths.slice(0, this.#count) };
  }

  #grow(): void {
    const nodes = new Uint32Array(this.#count * 2);
    nodes.set(this.#nodes);
    const depths = new Uint16Array(this.#count * 2);
    depths.set(this.#depths);
    this.#nodes = nodes;
    this.#depths = depths;
  }
}
