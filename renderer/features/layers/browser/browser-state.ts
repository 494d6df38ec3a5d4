import type { ImageAnalysis, PathChange, TreeFilter, TreeView } from '../../../api/contract';

/** What is open in the region of the file. */
export interface OpenFile {
  node: number;
  path: string;
  /** The layer whose version is meant; null for the one that the selected layers show. */
  layer: number | null;
}

export interface MapPlace {
  node: number;
  path: string;
  name: string;
}

export const rootPlace: MapPlace = { node: 0, path: '', name: '' };

export interface BrowserState {
  /** Selected layers, both included, 0 = base. */
  from: number;
  to: number;
  /** All layers up to `to` are selected, whichever it is. */
  upTo: boolean;
  /** Where a range starts. */
  anchor: number;
  /** The layer that keys move from. */
  cursor: number;
  shape: 'tree' | 'largest' | 'map';
  sort: TreeView['sort'];
  filter: TreeFilter;
  open: ReadonlySet<number> | 'all';
  /** The current line's node. */
  current: number | null;
  file: OpenFile | null;
  /** A node that the tree has to lead to, with a number that makes each wish a new one. */
  reveal: { node: number; wish: number } | null;
  /** Folders that the space map was led into, the shown one last. */
  mapTrail: readonly MapPlace[];
  lower: 'findings' | 'contents';
}

export const noFilter: TreeFilter = {
  text: '',
  mode: 'text',
  changes: [],
  minBytes: 0,
  uid: null,
  setuid: false,
};

/** The whole image, as it is when a container starts. */
export function firstState(analysis: ImageAnalysis): BrowserState {
  const top = Math.max(0, analysis.layers.length - 1);
  return {
    from: 0,
    to: top,
    upTo: false,
    anchor: top,
    cursor: top,
    shape: 'tree',
    sort: { column: 'name', descending: false },
    filter: noFilter,
    open: new Set(),
    current: null,
    file: null,
    reveal: null,
    mapTrail: [],
    lower: 'findings',
  };
}

/** One layer, or with `extend` all from the anchor to it, or with "all up to here" those below it too. */
export function selectLayer(state: BrowserState, layer: number, extend: boolean): Partial<BrowserState> {
  if (extend) {
    const [from, to] = [Math.min(state.anchor, layer), Math.max(state.anchor, layer)];
    return { from, to, upTo: false, cursor: layer };
  }
  return { from: state.upTo ? 0 : layer, to: layer, anchor: layer, cursor: layer };
}

export function switchUpTo(state: BrowserState, upTo: boolean): Partial<BrowserState> {
  return { upTo, from: upTo ? 0 : state.to, anchor: state.to, cursor: state.to };
}

export function selectAllLayers(count: number): Partial<BrowserState> {
  const top = Math.max(0, count - 1);
  return { from: 0, to: top, anchor: top, cursor: top };
}

/** Whoever looked at all layers that were known looks at all of the image when the others have come. */
export function growTo(state: BrowserState, before: number, count: number): Partial<BrowserState> {
  const sawAll = state.from === 0 && state.to === before - 1 && !state.upTo;
  return sawAll && count > before ? selectAllLayers(count) : {};
}

export function isFiltering(filter: TreeFilter): boolean {
  return filter.text !== '' || refinements(filter) > 0;
}

/** How many conditions beside the text are set. */
export function refinements({ changes, minBytes, uid, setuid }: TreeFilter): number {
  return [changes.length > 0, minBytes > 0, uid !== null, setuid].filter(Boolean).length;
}

export function toggleChange(filter: TreeFilter, changes: readonly PathChange[]): TreeFilter {
  const on = changes.every((change) => filter.changes.includes(change));
  const rest = filter.changes.filter((change) => !changes.includes(change));
  return { ...filter, changes: on ? rest : [...rest, ...changes] };
}

/** The folders that are open once one of them was opened or closed. */
export function toggleFolder(
  open: BrowserState['open'],
  node: number,
  shouldOpen: boolean,
  seenOpen: readonly number[],
): BrowserState['open'] {
  // Everything but one has no short name: what is on screen stays open.
  const next = new Set(open === 'all' ? seenOpen : open);
  if (shouldOpen) next.add(node);
  else next.delete(node);
  return next;
}

/** The largest number of open folders that a request may name. */
const mostOpen = 100_000;

export function viewOf(
  state: Pick<BrowserState, 'from' | 'to' | 'sort' | 'shape' | 'open'>,
  treeId: string,
  filter: TreeFilter,
): TreeView {
  const { from, to, sort, shape, open } = state;
  return {
    treeId,
    from,
    to,
    filter: isFiltering(filter) ? filter : null,
    sort,
    shape: shape === 'largest' ? 'largest' : 'tree',
    open: open === 'all' ? 'all' : [...open].slice(-mostOpen),
  };
}
