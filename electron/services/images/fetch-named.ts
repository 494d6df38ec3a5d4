import type { ImageSummary } from '../../contract';
import { isImageId, normalize } from '../../core/reference';
import type { ImageTable } from './image-table';

/** Everything that an event, or a job, named turned out to be. */
export interface NamedImages {
  upserts: ImageSummary[];
  removals: string[];
}

/** Looks up one image by id or name; null when it is not there. */
export type FetchImage = (idOrName: string) => Promise<ImageSummary | null>;

const AT_ONCE = 4;

/**
 * Asks the engine for exactly the images that are named by ids or references, and for those that they drag along:
 * an image that has lost a name to another one, and the parent that a deleted image may leave visible.
 */
export async function fetchNamed(
  names: Iterable<string>,
  table: ImageTable,
  fetchImage: FetchImage,
): Promise<NamedImages> {
  const found = new Map<string, ImageSummary>();
  const gone = new Set<string>();
  const asked = new Set<string>();
  const known = (name: string) =>
    [...found.values()].some(({ references }) => references.includes(normalize(name)));
  const ask = async (name: string): Promise<string[]> => {
    // A thousand names of one image are one question.
    if (known(name)) return [];
    const image = await fetchImage(name);
    if (image === null) return missing(name, table, gone);
    found.set(image.id, image);
    return otherHolders(image, table);
  };
  let wanted = [...names];
  while (wanted.length > 0) {
    for (const name of wanted) asked.add(name);
    const followUps = await inBatches(wanted, ask);
    wanted = [...new Set(followUps)].filter((name) => !asked.has(name));
  }
  return withoutHiddenParents(found, gone, table);
}

/** A missing id is gone; a missing name has left its image. Both say whom to ask next. */
function missing(name: string, table: ImageTable, gone: Set<string>): string[] {
  if (!isImageId(name)) {
    const holder = table.holderOf(normalize(name));
    return holder === undefined ? [] : [holder];
  }
  gone.add(name);
  const parentId = table.get(name)?.parentId ?? '';
  return parentId === '' ? [] : [parentId];
}

/** Images that had one of its names until now. */
function otherHolders(image: ImageSummary, table: ImageTable): string[] {
  const holders = image.references.map((reference) => table.holderOf(reference));
  return holders.filter((id): id is string => id !== undefined && id !== image.id);
}

/** Engines list an image without a name only while nothing is built on it. */
function withoutHiddenParents(
  found: Map<string, ImageSummary>,
  gone: Set<string>,
  table: ImageTable,
): NamedImages {
  const parents = new Set([...found.values()].map((image) => image.parentId));
  for (const image of table.all()) if (!gone.has(image.id)) parents.add(image.parentId);
  const hidden = (image: ImageSummary) => image.dangling && parents.has(image.id);
  const newlyHidden = table.all().filter((image) => !found.has(image.id) && hidden(image));
  return {
    upserts: [...found.values()].filter((image) => !hidden(image)),
    removals: [...gone, ...[...newlyHidden, ...[...found.values()].filter(hidden)].map((image) => image.id)],
  };
}

async function inBatches(names: string[], ask: (name: string) => Promise<string[]>): Promise<string[]> {
  const followUps: string[] = [];
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const batch = await Promise.all(names.slice(start, start + AT_ONCE).map(ask));
    followUps.push(...batch.flat());
  }
  return followUps;
}
