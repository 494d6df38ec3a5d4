/** One word of a search text and where it stands there. */
export interface QueryToken {
  /** As typed, with its quotes. */
  raw: string;
  /** Lower-case filter name; null for a free word. */
  key: FilterKey | null;
  /** The filter's value or the free word, without quotes. */
  value: string;
  start: number;
}

export const filterKeys = ['dangling', 'in-use', 'label', 'before', 'since', 'reference'] as const;
export type FilterKey = (typeof filterKeys)[number];

/** Other ways to write a filter's name. */
const aliases: Record<string, FilterKey> = { inuse: 'in-use', used: 'in-use', ref: 'reference' };

/** Words are parted by spaces; double quotes hold a value with spaces together. */
const word = /(?:"[^"]*"?|[^\s"])+/g;
const filter = /^([a-z-]+)[=:](.*)$/is;

/**
 * Cuts a search text into free words and filters. A filter is `name=value` as the Docker command line writes
 * it, or `name:value`; anything else with a colon (`nginx:1.27`) is a free word.
 */
export function queryTokens(text: string): QueryToken[] {
  return [...text.matchAll(word)].map(({ 0: raw, index }) => ({ raw, start: index, ...meaning(raw) }));
}

function meaning(raw: string): Pick<QueryToken, 'key' | 'value'> {
  const found = filter.exec(raw);
  const key = found?.[1] === undefined ? null : filterKey(found[1]);
  const value = key === null ? raw : (found?.[2] ?? '');
  return { key, value: value.replaceAll('"', '') };
}

function filterKey(written: string): FilterKey | null {
  const name = written.toLowerCase();
  return filterKeys.find((key) => key === name) ?? aliases[name] ?? null;
}

/** Whether a text says `key:value`; used by the chips that mirror it. */
export function hasFilter(text: string, key: FilterKey, value: string): boolean {
  return queryTokens(text).some((token) => token.key === key && token.value === value);
}

/** Adds `key:value` in place of other values of that key, or takes it away when it is there. */
export function toggleFilter(text: string, key: FilterKey, value: string): string {
  const kept = queryTokens(text).filter((token) => token.key !== key);
  const words = kept.map((token) => token.raw);
  return (hasFilter(text, key, value) ? words : [...words, `${key}:${value}`]).join(' ');
}
