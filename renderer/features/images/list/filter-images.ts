import type { ImageSummary } from '../../../api/contract';
import { findImage } from './find-image';
import type { ImageQuery, LabelFilter, QueryProblem } from './image-query';
import { matchPath, type PathPattern } from './path-match';
import { referenceParts } from './reference-parts';

export interface FilteredImages {
  images: ImageSummary[];
  /** What the text got wrong by itself, and the images it names that do not exist. */
  problems: QueryProblem[];
}

/** The images that a query lets through, in the order they came. */
export function filterImages(all: readonly ImageSummary[], query: ImageQuery): FilteredImages {
  const before = timesOf(all, query.before, 'before');
  const since = timesOf(all, query.since, 'since');
  const problems = [...query.problems, ...before.problems, ...since.problems];
  if (problems.length > 0) return { images: [], problems };
  const latest = Math.min(...before.times);
  const earliest = Math.max(...since.times);
  const images = all.filter(
    (image) => image.created < latest && image.created > earliest && passes(image, query),
  );
  return { images, problems };
}

function passes(image: ImageSummary, query: ImageQuery): boolean {
  if (query.dangling !== null && image.dangling !== query.dangling) return false;
  if (query.inUse !== null && image.containers > 0 !== query.inUse) return false;
  if (!query.labels.every((label) => hasLabel(image, label))) return false;
  if (query.references.length > 0 && !matchesReference(image, query.references)) return false;
  return query.words.every((word) => hasWord(image, word));
}

/** The engine's rule for `label=`: the key is there, and the value is equal when one is asked for. */
function hasLabel(image: ImageSummary, label: LabelFilter): boolean {
  const value = Object.hasOwn(image.labels, label.key) ? image.labels[label.key] : undefined;
  return value !== undefined && (label.value === null || value === label.value);
}

/** The engine's rule for `reference=`: the familiar name fits with its tag or digest, or without it. */
function matchesReference(image: ImageSummary, patterns: readonly PathPattern[]): boolean {
  const names = [...image.references, ...image.digests].flatMap((reference) => [
    reference,
    referenceParts(reference).repository,
  ]);
  return patterns.some((pattern) => names.some((name) => matchPath(pattern, name)));
}

/** Texts to search, kept as long as the image object lives; a changed image is a new object. */
const haystacks = new WeakMap<ImageSummary, string>();

function haystackOf(image: ImageSummary): string {
  const known = haystacks.get(image);
  if (known !== undefined) return known;
  const labels = Object.entries(image.labels).map(([key, value]) => `${key}=${value}`);
  const haystack = [...image.references, ...labels].join('\n').toLowerCase();
  haystacks.set(image, haystack);
  return haystack;
}

/** Prepares the texts to search, so that the first letter typed need not wait for 10,000 of them. */
export function prepareSearch(images: readonly ImageSummary[]): void {
  for (const image of images) haystackOf(image);
}

/** Ids match from their start only: any three letters of `a`-`f` stand somewhere in most ids. */
function hasWord(image: ImageSummary, word: string): boolean {
  if (haystackOf(image).includes(word)) return true;
  return image.id.startsWith(word) || image.id.startsWith(word, image.id.indexOf(':') + 1);
}

type Bounds = { times: number[]; problems: QueryProblem[] };

function timesOf(all: readonly ImageSummary[], names: readonly string[], filter: 'before' | 'since'): Bounds {
  const bounds: Bounds = { times: [], problems: [] };
  for (const name of names) {
    const found = findImage(all, name);
    if (typeof found === 'object') bounds.times.push(found.created);
    else bounds.problems.push({ code: found, filter: `${filter}=${name}`, value: name });
  }
  return bounds;
}
