import { compilePathPattern, type PathPattern } from './path-match';
import { type QueryToken, queryTokens } from './query-tokens';

export interface LabelFilter {
  key: string;
  /** Null when only the label's presence is asked for. */
  value: string | null;
}

/** Why a filter cannot be applied as it is written. Such a filter lets nothing through. */
export interface QueryProblem {
  code: 'bad-pattern' | 'not-boolean' | 'no-image' | 'several-images';
  filter: string;
  value: string;
}

/**
 * A search text understood. Everything must hold at once, save that one of several `reference` patterns is
 * enough, as with the engine's own filters.
 */
export interface ImageQuery {
  /** Lower-case words that must all occur in references, id or labels. */
  words: string[];
  dangling: boolean | null;
  inUse: boolean | null;
  labels: LabelFilter[];
  /** Names or ids of images. */
  before: string[];
  since: string[];
  references: PathPattern[];
  problems: QueryProblem[];
}

/** Understands a search text. A filter without a value yet (`label=`) does nothing, so typing does not flicker. */
export function parseImageQuery(text: string): ImageQuery {
  const query: ImageQuery = {
    words: [],
    dangling: null,
    inUse: null,
    labels: [],
    before: [],
    since: [],
    references: [],
    problems: [],
  };
  for (const token of queryTokens(text)) addToken(query, token);
  return query;
}

/** Whether a query lets every image through. */
export function isEmptyQuery(query: ImageQuery): boolean {
  const lists = [query.words, query.labels, query.before, query.since, query.references, query.problems];
  return query.dangling === null && query.inUse === null && lists.every((list) => list.length === 0);
}

function addToken(query: ImageQuery, token: QueryToken): void {
  switch (token.key) {
    case null:
      if (token.value !== '') query.words.push(token.value.toLowerCase());
      return;
    case 'dangling':
      query.dangling = booleanOf(query, token);
      return;
    case 'in-use':
      query.inUse = booleanOf(query, token);
      return;
    case 'label':
      if (token.value !== '') query.labels.push(labelFilter(token.value));
      return;
    case 'before':
    case 'since':
      if (token.value !== '') query[token.key].push(token.value);
      return;
    case 'reference':
      addPattern(query, token);
      return;
  }
}

const yes = ['', 'true', '1', 'yes'];
const no = ['false', '0', 'no'];

/** `dangling:` alone means yes, since that is what a person starts to type for. */
function booleanOf(query: ImageQuery, token: QueryToken): boolean | null {
  const value = token.value.toLowerCase();
  if (yes.includes(value)) return true;
  if (no.includes(value)) return false;
  const startsAsOne = [...yes, ...no].some((word) => word.startsWith(value));
  if (!startsAsOne) query.problems.push({ code: 'not-boolean', filter: token.raw, value: token.value });
  return null;
}

function labelFilter(value: string): LabelFilter {
  const equals = value.indexOf('=');
  if (equals === -1) return { key: value, value: null };
  return { key: value.slice(0, equals), value: value.slice(equals + 1) };
}

function addPattern(query: ImageQuery, token: QueryToken): void {
  if (token.value === '') return;
  const pattern = compilePathPattern(token.value);
  if (pattern === null) query.problems.push({ code: 'bad-pattern', filter: token.raw, value: token.value });
  else query.references.push(pattern);
}
