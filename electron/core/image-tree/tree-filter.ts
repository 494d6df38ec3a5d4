import picomatch from 'picomatch';
import type { TreeFilter } from '../../contract';
import { codedError } from '../coded-error';
import { kind } from '../layer-index/layer-index';
import { bytesOf, type Names } from '../layer-index/name-table';
import { type ImageTree, NONE } from './image-tree';
import { displayName } from './paths';
import type { RangeView } from './range-view';
import { changeCode, ownerOf, type VersionColumns } from './versions';

/** setuid and setgid */
const SET_ID = 0o6000;

/** What a filter lets through of a view. */
export interface FilteredNodes {
  /** 1: passes the filter. */
  passes: Uint8Array;
  /** 1: passes, or has something below it that does. */
  kept: Uint8Array;
  /** Regular files that pass, and their bytes. */
  files: number;
  bytes: number;
}

/** Tells whether a node is meant, looking at the cheapest property first. */
type Test = (node: number) => boolean;

/**
 * Applies a filter to everything that a view shows.
 * Throws `bad-input` with `params.pattern` for a pattern that is no regular expression.
 */
export function filterNodes(
  tree: ImageTree,
  columns: VersionColumns,
  view: RangeView,
  filter: TreeFilter,
): FilteredNodes {
  const tests = [
    ...changeTests(view, filter),
    ...versionTests(tree, columns, view, filter),
    ...textTests(tree, filter),
  ];
  const count = view.shown.length;
  const result: FilteredNodes = {
    passes: new Uint8Array(count),
    kept: new Uint8Array(count),
    files: 0,
    bytes: 0,
  };
  for (let node = count - 1; node > 0; node -= 1) {
    if (view.shown[node] === NONE) continue;
    if (tests.every((test) => test(node))) pass(columns, view, node, result);
    if (result.kept[node] === 1) result.kept[tree.parent[node] ?? 0] = 1;
  }
  return result;
}

function pass(columns: VersionColumns, view: RangeView, node: number, result: FilteredNodes): void {
  result.passes[node] = 1;
  result.kept[node] = 1;
  if (columns.kind[view.shown[node] ?? 0] !== kind.file) return;
  result.files += 1;
  result.bytes += view.total[node] ?? 0;
}

function changeTests({ change }: RangeView, { changes }: TreeFilter): Test[] {
  if (changes.length === 0) return [];
  const wanted = new Uint8Array(Object.keys(changeCode).length);
  for (const name of changes) wanted[changeCode[name]] = 1;
  return [(node) => wanted[change[node] ?? 0] === 1];
}

/** A filter by size, owner or mode is about files: a folder is kept for what is in it. */
function versionTests(tree: ImageTree, columns: VersionColumns, view: RangeView, filter: TreeFilter): Test[] {
  const { minBytes, uid, setuid } = filter;
  const owner = (node: number) => ownerOf(tree, view.shown[node] ?? 0);
  return [
    ...(minBytes > 0
      ? [
          (node: number) =>
            columns.kind[view.shown[node] ?? 0] === kind.file && (view.total[node] ?? 0) >= minBytes,
        ]
      : []),
    ...(uid === null ? [] : [(node: number) => owner(node)?.uid === uid]),
    ...(setuid
      ? [
          (node: number) =>
            columns.kind[view.shown[node] ?? 0] === kind.file && ((owner(node)?.mode ?? 0) & SET_ID) !== 0,
        ]
      : []),
  ];
}

/** A pattern without a slash is about names, and each name is tested once; with one it is about whole paths. */
function textTests(tree: ImageTree, { text, mode }: TreeFilter): Test[] {
  const wanted = mode === 'regex' ? text : text.trim().replace(/^\/+/, '');
  if (wanted === '') return [];
  if (mode === 'text') {
    const lower = wanted.toLowerCase();
    return [
      lower.includes('/')
        ? partTest(tree, lower)
        : nameTest(tree, (name) => name.toLowerCase().includes(lower)),
    ];
  }
  const matches = mode === 'glob' ? picomatch(wanted, { dot: true }) : searchFor(wanted);
  return [text.includes('/') ? pathTest(tree, matches) : nameTest(tree, matches)];
}

function nameTest(tree: ImageTree, matches: (name: string) => boolean): Test {
  const { name } = tree;
  const matching = Uint8Array.from(namesOf(tree), (text) => (matches(text) ? 1 : 0));
  return (node) => matching[name[node] ?? 0] === 1;
}

/** A part of a path is in its last names, as many as the part has, or already in the path of the folder. */
function partTest(tree: ImageTree, wanted: string): Test {
  const { name, parent } = tree;
  const names = namesOf(tree).map((text) => text.toLowerCase());
  const slashes = wanted.split('/').length - 1;
  const matching = new Uint8Array(parent.length);
  for (let node = 1; node < matching.length; node += 1) {
    const folder = parent[node] ?? 0;
    let tail = names[name[node] ?? 0] ?? '';
    for (let above = folder, left = slashes; left > 0 && above !== 0; left -= 1, above = parent[above] ?? 0) {
      tail = `${names[name[above] ?? 0]}/${tail}`;
    }
    matching[node] = matching[folder] === 1 || tail.includes(wanted) ? 1 : 0;
  }
  return (node) => matching[node] === 1;
}

/** Paths are written once from the root down; a folder's path is the beginning of its children's. */
function pathTest(tree: ImageTree, matches: (path: string) => boolean): Test {
  const { name, parent } = tree;
  const names = namesOf(tree);
  const paths: string[] = [''];
  for (let node = 1; node < parent.length; node += 1) {
    const folder = parent[node] ?? 0;
    const own = names[name[node] ?? 0] ?? '';
    paths.push(folder === 0 ? own : `${paths[folder]}/${own}`);
  }
  return (node) => matches(paths[node] ?? '');
}

/** Names as people read them, written once a tree: each key that is typed looks through them. */
function namesOf({ names }: ImageTree): readonly string[] {
  const known = written.get(names);
  if (known) return known;
  const texts = Array.from(names.ends, (_end, id) => displayName(bytesOf(names, id)));
  written.set(names, texts);
  return texts;
}

const written = new WeakMap<Names, readonly string[]>();

function searchFor(pattern: string): (text: string) => boolean {
  const expression = regExpOf(pattern);
  return (text) => expression.test(text);
}

function regExpOf(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw codedError('bad-input', detail, { params: { pattern: text }, cause });
  }
}
