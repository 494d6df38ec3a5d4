import type { FileLife, LayerRange, MapCell, TreeOutline, TreeRow, TreeView } from '../../contract';
import { codedError } from '../coded-error';
import { kind } from '../layer-index/layer-index';
import { fileLife } from './file-life';
import { type ImageTree, NONE } from './image-tree';
import { MemberOrder } from './member-order';
import { isShown, largestOf, type Outline, outlineOf } from './outline';
import { displayName, displayPath, findPath, nameBytes, nodesTo } from './paths';
import { type RangeView, rangeView } from './range-view';
import { spaceMap } from './space-map';
import { type FilteredNodes, filterNodes } from './tree-filter';
import {
  changeCode,
  fileKindOf,
  linkOf,
  mtimeOfVersion,
  ownerOf,
  pathChanges,
  versionColumns,
} from './versions';

/** Lists of rows that are remembered: the one on the screen, and those that it was switched from. */
const KEPT_OUTLINES = 4;

/**
 * Answers what a window asks of a tree. Stateless to its caller but for outlines, which are remembered by name so that
 * rows can be asked for a screenful at a time. Throws `not-found` for what it does not have (any more).
 */
export class TreeBrowser {
  readonly tree: ImageTree;
  readonly #columns;
  readonly #order: MemberOrder;
  readonly #outlines = new Map<string, Outline>();
  #outlineCount = 0;
  #view: RangeView | null = null;
  #opaque: Map<number, number[]> | null = null;

  constructor(tree: ImageTree) {
    this.tree = tree;
    this.#columns = versionColumns(tree);
    this.#order = new MemberOrder(tree, this.#columns);
  }

  /** Throws `bad-input` for a pattern that is none. */
  outline(asked: Omit<TreeView, 'treeId'>): TreeOutline {
    const view = this.#viewOf(asked);
    const filtered = asked.filter === null ? null : filterNodes(this.tree, this.#columns, view, asked.filter);
    const outline = this.#list(asked, view, filtered);
    const outlineId = this.#remember(outline);
    return {
      outlineId,
      rows: outline.nodes.length,
      ...(filtered ? countOf(filtered) : this.#countAll(view)),
    };
  }

  rows(outlineId: string, start: number, count: number): TreeRow[] {
    const outline = this.#outlineNamed(outlineId);
    const end = Math.min(outline.nodes.length, start + count);
    const rows: TreeRow[] = [];
    for (let index = Math.max(0, start); index < end; index += 1) rows.push(this.#row(outline, index));
    return rows;
  }

  locate(outlineId: string, node: number): { row: number | null; parents: number[] } {
    this.#checkNode(node);
    const row = this.#outlineNamed(outlineId).nodes.indexOf(node);
    return { row: row === -1 ? null : row, parents: nodesTo(this.tree, node).slice(0, -1) };
  }

  find(path: string): { node: number | null } {
    return { node: findPath(this.tree, path) };
  }

  map(asked: Omit<LayerRange, 'treeId'> & { node: number; depth: number }): MapCell {
    this.#checkNode(asked.node);
    return spaceMap(
      { tree: this.tree, columns: this.#columns, view: this.#viewOf(asked) },
      asked.node,
      asked.depth,
    );
  }

  life(node: number): FileLife {
    this.#checkNode(node);
    return fileLife(this.tree, node);
  }

  #list(asked: Omit<TreeView, 'treeId'>, view: RangeView, filtered: FilteredNodes | null): Outline {
    const input = { tree: this.tree, columns: this.#columns, view, filtered };
    if (asked.shape === 'largest') return largestOf(input);
    return outlineOf({ ...input, open: asked.open, membersOf: this.#order.of(view, asked.sort) });
  }

  /** The view that was asked for last is asked for again with every folder that opens. */
  #viewOf({ from, to }: { from: number; to: number }): RangeView {
    if (from > to || to >= Math.max(1, this.tree.layers.length))
      throw codedError('bad-input', `no layers ${from}..${to}`);
    if (this.#view?.from !== from || this.#view.to !== to) {
      this.#view = rangeView(this.tree, this.#columns, from, to);
    }
    return this.#view;
  }

  #remember(outline: Outline): string {
    this.#outlineCount += 1;
    const id = String(this.#outlineCount);
    this.#outlines.set(id, outline);
    for (const old of this.#outlines.keys()) {
      if (this.#outlines.size <= KEPT_OUTLINES) break;
      this.#outlines.delete(old);
    }
    return id;
  }

  #outlineNamed(id: string): Outline {
    const outline = this.#outlines.get(id);
    if (outline) return outline;
    throw codedError('not-found', 'these rows were forgotten');
  }

  #checkNode(node: number): void {
    if (node >= this.tree.parent.length) throw codedError('not-found', 'no such path');
  }

  #countAll(view: RangeView): { files: number; bytes: number } {
    let files = 0;
    for (let node = 0; node < view.shown.length; node += 1) {
      const version = view.shown[node] as number;
      if (
        version !== NONE &&
        this.#columns.kind[version] === kind.file &&
        view.change[node] !== changeCode.removed
      ) {
        files += 1;
      }
    }
    return { files, bytes: view.total[0] ?? 0 };
  }

  #row(outline: Outline, index: number): TreeRow {
    const { tree } = this;
    const node = outline.nodes[index] ?? 0;
    const version = outline.view.shown[node] ?? NONE;
    const owner = ownerOf(tree, version);
    const change = pathChanges[outline.view.change[node] ?? 0] ?? 'same';
    return {
      node,
      depth: outline.depths[index] ?? 0,
      name: displayName(nameBytes(tree, node)),
      path: displayPath(tree, node),
      kind: fileKindOf(this.#columns.kind[version] ?? 0),
      size: outline.view.total[node] ?? 0,
      mode: owner?.mode ?? null,
      uid: owner?.uid ?? 0,
      gid: owner?.gid ?? 0,
      mtime: mtimeOfVersion(tree, version),
      link: linkOf(tree, version),
      change,
      opaque: this.#isOpaque(node, outline.view),
      layer: (change === 'removed' ? tree.end[version] : tree.layerOf[version]) ?? 0,
      hasChildren: this.#hasChildren(outline, node),
      open: outline.isOpen(node),
    };
  }

  #hasChildren({ view, filtered }: Outline, node: number): boolean {
    const { firstChild, nextSibling } = this.tree;
    for (let child = firstChild[node] ?? 0; child !== 0; child = nextSibling[child] ?? 0) {
      if (isShown(view, filtered, child)) return true;
    }
    return false;
  }

  #isOpaque(node: number, { from, to }: RangeView): boolean {
    this.#opaque ??= opaqueLayers(this.tree);
    return this.#opaque.get(node)?.some((layer) => layer >= from && layer <= to) ?? false;
  }
}

const countOf = ({ files, bytes }: FilteredNodes) => ({ files, bytes });

function opaqueLayers({ opaque }: ImageTree): Map<number, number[]> {
  const layers = new Map<number, number[]>();
  for (let index = 0; index < opaque.length; index += 2) {
    const node = opaque[index] ?? 0;
    layers.set(node, [...(layers.get(node) ?? []), opaque[index + 1] ?? 0]);
  }
  return layers;
}
