import type { ImageFacts, ImageSummary } from '../../../api/contract';
import { referenceParts } from './reference-parts';

export const imageColumnIds = [
  'repository',
  'tag',
  'id',
  'platform',
  'created',
  'size',
  'containers',
] as const;
export type ImageColumnId = (typeof imageColumnIds)[number];

export interface ImageSort {
  column: ImageColumnId;
  descending: boolean;
}

export const defaultSort: ImageSort = { column: 'created', descending: true };

/** A kept setting may name a column that no longer exists. */
export function sortFrom(kept: { column: string; descending: boolean }): ImageSort {
  const column = imageColumnIds.find((id) => id === kept.column);
  return column === undefined ? defaultSort : { column, descending: kept.descending };
}

/** Numbers within names count as numbers: `1.9` comes before `1.27`. */
const collator = new Intl.Collator('en', { numeric: true });

/** A sorted copy. Ties keep an order that does not depend on how the list came: by name, then by id. */
export function sortImages(
  images: readonly ImageSummary[],
  sort: ImageSort,
  facts: ReadonlyMap<string, ImageFacts>,
): ImageSummary[] {
  const keyed = images.map((image) => ({ image, key: sortKey(image, sort.column, facts) }));
  const direction = sort.descending ? -1 : 1;
  keyed.sort((a, b) => compareKeys(a.key, b.key, direction) || compareNames(a.image, b.image));
  return keyed.map(({ image }) => image);
}

/** Empty texts stand last in both directions: a name is what one looks for. */
function compareKeys(a: string | number, b: string | number, direction: number): number {
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction;
  const [left, right] = [String(a), String(b)];
  if (left === '' || right === '') return Number(left === '') - Number(right === '');
  return collator.compare(left, right) * direction;
}

function compareNames(a: ImageSummary, b: ImageSummary): number {
  const [left, right] = [a.references[0] ?? '', b.references[0] ?? ''];
  if (left === '' || right === '') {
    return Number(left === '') - Number(right === '') || (a.id < b.id ? -1 : Number(a.id > b.id));
  }
  return collator.compare(left, right) || (a.id < b.id ? -1 : Number(a.id > b.id));
}

function sortKey(
  image: ImageSummary,
  column: ImageColumnId,
  facts: ReadonlyMap<string, ImageFacts>,
): string | number {
  const reference = image.references[0] ?? '';
  switch (column) {
    case 'repository':
      return reference;
    case 'tag':
      return referenceParts(reference).tag;
    case 'id':
      return image.id;
    case 'platform':
      return facts.get(image.id)?.platform ?? '';
    case 'created':
      return image.created;
    case 'size':
      return image.sizeBytes;
    case 'containers':
      return image.containers;
  }
}
