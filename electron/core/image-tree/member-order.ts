import type { TreeView } from '../../contract';
import type { Kind } from '../layer-index/layer-index';
import { type ImageTree, isFolder, NONE } from './image-tree';
import type { RangeView } from './range-view';
import { type Compare, nameOrder, orderOf } from './sort-nodes';
import type { VersionColumns } from './versions';

/** Everything that was ever in a folder, in the order of its rows; what a view does not show is among it. */
export type MembersOf = (folder: number) => ArrayLike<number>;

/** So many folders are sorted by themselves, each once, before all are listed: that would keep the first ones waiting. */
const FEW_FOLDERS = 16;

const order = { unknown: 0, kept: 1, changing: 2 } as const;

/**
 * The order of names is the same whichever layers are selected, so each folder is sorted only once and then listed for
 * every view: switching layers with 300,000 open lines costs no comparison. Only where a path was a folder in one layer
 * and none in another does the order follow the view.
 */
export class MemberOrder {
  readonly #tree: ImageTree;
  readonly #columns: VersionColumns;
  readonly #byName: Compare;
  readonly #foldersFirst: Compare;
  #members: Members | null = null;
  readonly #asked = new Set<number>();

  constructor(tree: ImageTree, columns: VersionColumns) {
    this.#tree = tree;
    this.#columns = columns;
    const byName = nameOrder(tree);
    this.#byName = byName;
    this.#foldersFirst = (a, b) => {
      const [left, right] = [this.#isFolderNow(a), this.#isFolderNow(b)];
      if (left !== right) return left ? -1 : 1;
      return byName(a, b);
    };
  }

  /** How the members of folders lie in a view. */
  of(view: RangeView, sort: TreeView['sort']): MembersOf {
    const compare = orderOf(this.#tree, this.#columns, view, sort, this.#byName);
    const sorted: MembersOf = (folder) => this.#shownIn(view, folder).sort(compare);
    if (sort.column !== 'name') return sorted;
    return (folder) => {
      if (this.#isOneOfFew(folder)) return sorted(folder);
      const kept = this.#keptOrder(folder);
      if (kept === null) return sorted(folder);
      return sort.descending ? this.#turned(kept) : kept;
    };
  }

  #isOneOfFew(folder: number): boolean {
    if (this.#members !== null || this.#asked.has(folder) || this.#asked.size === FEW_FOLDERS) return false;
    this.#asked.add(folder);
    return true;
  }

  /** Null where it depends on the view. */
  #keptOrder(folder: number): Uint32Array | null {
    this.#members ??= listMembers(this.#tree);
    const { starts, nodes, orders } = this.#members;
    const members = nodes.subarray(starts[folder], starts[folder + 1]);
    if (orders[folder] === order.unknown) {
      orders[folder] = members.some((node) => this.#changesKind(node)) ? order.changing : order.kept;
      if (orders[folder] === order.kept) members.sort(this.#foldersFirst);
    }
    return orders[folder] === order.kept ? members : null;
  }

  /** Names backwards; folders stay in front. */
  #turned(members: Uint32Array): Uint32Array {
    const firstFile = members.findIndex((node) => !this.#isFolderNow(node));
    const folders = firstFile === -1 ? members.length : firstFile;
    const turned = new Uint32Array(members.length);
    turned.set(members.slice(0, folders).reverse());
    turned.set(members.slice(folders).reverse(), folders);
    return turned;
  }

  #shownIn(view: RangeView, folder: number): number[] {
    const { firstChild, nextSibling } = this.#tree;
    const members: number[] = [];
    for (let child = firstChild[folder] ?? 0; child !== 0; child = nextSibling[child] ?? 0) {
      if (view.shown[child] !== NONE) members.push(child);
    }
    return members;
  }

  #isFolderNow(node: number): boolean {
    return this.#wasFolder(this.#tree.newest[node] ?? NONE);
  }

  #wasFolder(version: number): boolean {
    return version !== NONE && isFolder((this.#columns.kind[version] ?? 0) as Kind);
  }

  #changesKind(node: number): boolean {
    const { newest, older } = this.#tree;
    const now = this.#isFolderNow(node);
    for (let version = newest[node] ?? NONE; version !== NONE; version = older[version] ?? NONE) {
      if (this.#wasFolder(version) !== now) return true;
    }
    return false;
  }
}

interface Members {
  /** By folder, where its members begin in `nodes`; one more for the end of the last. */
  starts: Uint32Array;
  nodes: Uint32Array;
  /** By folder. */
  orders: Uint8Array;
}

/** The members of each folder one behind the other, so that a part of one array is a whole folder. */
function listMembers({ parent }: ImageTree): Members {
  const count = parent.length;
  const starts = new Uint32Array(count + 1);
  for (let node = 1; node < count; node += 1) {
    const next = (parent[node] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let folder = 0; folder < count; folder += 1)
    starts[folder + 1] = (starts[folder + 1] as number) + (starts[folder] as number);
  const nodes = new Uint32Array(Math.max(0, count - 1));
  const next = starts.slice();
  for (let node = 1; node < count; node += 1) {
    const folder = parent[node] as number;
    const place = next[folder] as number;
    nodes[place] = node;
    next[folder] = place + 1;
  }
  return { starts, nodes, orders: new Uint8Array(count) };
}
