import type { SearchResult } from '../../../api/contract';

/** Something a person can take over into the reference field. */
export interface Suggestion {
  /** The text that is taken over. */
  reference: string;
  description: string;
  stars: number;
  official: boolean;
}

/** Suggestions from one place, in its order. */
export interface SuggestionGroup {
  source: 'local' | 'search' | 'tags';
  items: Suggestion[];
}

const plain = { description: '', stars: 0, official: false };

/** `known` stand in another group already. */
export function namesAsSuggestions(names: readonly string[], known: readonly string[] = []): Suggestion[] {
  return names.filter((name) => !known.includes(name)).map((reference) => ({ reference, ...plain }));
}

/** Search results without those that are listed above as local names already. */
export function resultsAsSuggestions(
  results: readonly SearchResult[],
  local: readonly string[],
): Suggestion[] {
  const known = new Set(local);
  return results
    .filter(({ reference }) => !known.has(reference))
    .map(({ reference, description, stars, official }) => ({ reference, description, stars, official }));
}

/** The groups that have something, local names first because they answer at once. */
export function nonEmpty(groups: readonly SuggestionGroup[]): SuggestionGroup[] {
  return groups.filter((group) => group.items.length > 0);
}

/** The next place of the arrow keys among `count` options; -1 is the text box itself. */
export function moveActive(active: number, step: 1 | -1, count: number): number {
  if (count === 0) return -1;
  const next = active + step;
  if (next < -1) return count - 1;
  return next >= count ? -1 : next;
}
