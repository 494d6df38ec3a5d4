import picomatch from 'picomatch';
import type { TreeFilter } from '../../contract';
import { codedError } from '../coded-error';
import { kind } from '../layer-index/layer-index';
import { bytesOf } from '../layer-index/name-table';
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
  if (text.trim() === '') return [];
  const matches = matcherOf(text, mode);
  return [text.includes('/') ? pathTest(tree, matches) : nameTest(tree, matches)];
}

function nameTest(tree: ImageTree, matches: (text: string) => boolean): Test {
  const { names, name } = tree;
  const matching = new Uint8Array(names.ends.length);
  for (let id = 0; id < matching.length; id += 1) {
    if (matches(displayName(bytesOf(names, id)))) matching[id] = 1;
  }
  return (node) => matching[name[node] ?? 0] === 1;
}

/** Paths are written once from the root down; a folder's path is the beginning of its children's. */
function pathTest(tree: ImageTree, matches: (text: string) => boolean): Test {
  const { names, name, parent } = tree;
  const texts = Array.from(names.ends, (_end, id) => displayName(bytesOf(names, id)));
  const paths: string[] = [''];
  for (let node = 1; node < parent.length; node += 1) {
    paths.push(`${paths[parent[node] ?? 0]}/${texts[name[node] ?? 0]}`);
  }
  return (node) => matches((paths[node] ?? '').slice(1));
}

function matcherOf(text: string, mode: TreeFilter['mode']): (candidate: string) => boolean {
  switch (mode) {
    case 'text': {
      const wanted = text.trim().replace(/^\/+/, '').toLowerCase();
      return (candidate) => candidate.toLowerCase().includes(wanted);
    }
    case 'glob': {
      const pattern = picomatch(text.trim().replace(/^\/+/, ''), { dot: true });
      return (candidate) => pattern(candidate);
    }
    case 'regex': {
      const pattern = regExpOf(text);
      return (candidate) => pattern.test(candidate);
    }
  }
}

function regExpOf(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw codedError('bad-input', detail, { params: { pattern: text }, cause });
  }
}
