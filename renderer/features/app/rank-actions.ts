import type { Action } from '../../ui/actions';

/** Actions that have every typed word somewhere, best first; all of them for an empty text. */
export function rankActions(actions: readonly Action[], text: string): Action[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = actions.filter((action) => !action.hidden);
  if (words.length === 0) return [...shown];
  return shown
    .map((action) => ({ action, score: scoreOf(action, words) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0))
    .map(({ action }) => action);
}

/** Lower is better; null when a word is nowhere. */
function scoreOf(action: Action, words: readonly string[]): number | null {
  const title = action.title.toLowerCase();
  const others = [...(action.keywords ?? []), action.hint ?? '', action.group ?? ''].join('\n').toLowerCase();
  let sum = 0;
  for (const word of words) {
    const score = wordScore(title, others, word);
    if (score === null) return null;
    sum += score;
  }
  return sum;
}

function wordScore(title: string, others: string, word: string): number | null {
  if (title.startsWith(word)) return 0;
  const at = title.indexOf(word);
  if (at > 0 && !/[\p{L}\p{N}]/u.test(title[at - 1] ?? '')) return 1;
  if (at > 0) return 2;
  return others.includes(word) ? 3 : null;
}

export interface ActionGroup {
  name: string;
  actions: Action[];
}

/**
 * The ranked actions under their headings, in the order of each heading's best action; the headings in
 * `last` follow after all others, in that order.
 */
export function groupActions(
  ranked: readonly Action[],
  unnamed: string,
  last: readonly string[] = [],
): ActionGroup[] {
  const groups = new Map<string, Action[]>();
  for (const action of ranked) {
    const name = action.group ?? unnamed;
    groups.set(name, [...(groups.get(name) ?? []), action]);
  }
  return [...groups]
    .map(([name, actions]) => ({ name, actions }))
    .sort((a, b) => last.indexOf(a.name) - last.indexOf(b.name));
}
