import type { ImageSummary } from '../../../api/contract';
import { referenceParts } from './reference-parts';

/**
 * The image that a person names as on the command line: a reference (`latest` when no tag is written), a
 * digest, or the start of an id. `several-images` when the start of an id is not enough.
 */
export function findImage(
  all: readonly ImageSummary[],
  name: string,
): ImageSummary | 'no-image' | 'several-images' {
  return findByReference(all, name) ?? findById(all, name);
}

function findByReference(all: readonly ImageSummary[], name: string): ImageSummary | undefined {
  const { tag, digest } = referenceParts(name);
  const reference = tag === '' && digest === '' ? `${name}:latest` : name;
  return all.find((image) => image.references.includes(reference) || image.digests.includes(reference));
}

function findById(all: readonly ImageSummary[], name: string): ImageSummary | 'no-image' | 'several-images' {
  const start = name.toLowerCase();
  if (!/^([a-z0-9]+:)?[0-9a-f]+$/.test(start)) return 'no-image';
  const found = all.filter(({ id }) => id.startsWith(start) || id.startsWith(start, id.indexOf(':') + 1));
  if (found.length > 1) return 'several-images';
  return found[0] ?? 'no-image';
}
