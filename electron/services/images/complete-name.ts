import type { ImageSummary } from '../../contract';

const MOST = 20;

/**
 * Local names that complete a text, best first: those that begin with it, those with a part that does (after a
 * slash or a colon), those that contain it; shorter ones first. Without a text the newest names.
 */
export function completeName(images: ImageSummary[], text: string): string[] {
  const wanted = text.trim().toLowerCase();
  const newestFirst = [...images].sort((one, other) => other.created - one.created);
  const names = [...new Set(newestFirst.flatMap(({ references }) => references))];
  if (wanted === '') return names.slice(0, MOST);
  const ranked = names.map((name) => ({ name, rank: rankOf(name.toLowerCase(), wanted) }));
  return ranked
    .filter(({ rank }) => rank < noMatch)
    .sort((one, other) => one.rank - other.rank || one.name.length - other.name.length)
    .slice(0, MOST)
    .map(({ name }) => name);
}

const noMatch = 3;

function rankOf(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0;
  if (name.includes(`/${wanted}`) || name.includes(`:${wanted}`)) return 1;
  return name.includes(wanted) ? 2 : noMatch;
}
