import type { ArchiveImage } from '../../contract';
import { codedError } from '../../core/coded-error';
import { normalize } from '../../core/reference';
import { dockerImages } from './docker-list';
import type { Documents } from './documents';
import type { FoundImage } from './image-config';
import { ociImages } from './oci-index';

/**
 * Every image of an archive or layout. Where it has both lists, an image of both takes its names from both. Throws
 * `bad-archive` when there is none.
 */
export async function findImages(documents: Documents): Promise<FoundImage[]> {
  const [ofIndex, ofDocker] = [await ociImages(documents), await dockerImages(documents)];
  if (ofIndex === null && ofDocker === null)
    throw codedError('bad-archive', 'no manifest.json and no index.json', { why: 'no-manifest' });
  const images = [...(ofIndex ?? [])];
  for (const image of ofDocker ?? []) {
    const same = images.find(({ configId }) => configId === image.configId);
    if (same) same.references = [...image.references, ...same.references];
    else images.push(image);
  }
  if (images.length === 0)
    throw codedError('bad-archive', 'no image whose manifest is there', { why: 'no-image-in-archive' });
  return images.map((image) => ({ ...image, references: familiarNames(image.references) }));
}

/** The same name may stand there in several spellings; what is no reference stays as it is (`latest`). */
function familiarNames(references: string[]): string[] {
  return [...new Set(references.map(familiar))];
}

const familiar = (reference: string): string => (/[/:]/.test(reference) ? normalize(reference) : reference);

/** How a person chooses an image: by its first reference, or its digest when it has none. */
export const nameOf = ({ references, digest }: FoundImage): string => references[0] ?? digest;

export const toArchiveImage = (image: FoundImage): ArchiveImage => ({
  image: nameOf(image),
  references: image.references,
  platform: image.platform,
});

export interface Choice {
  image?: string | undefined;
  platform?: string | undefined;
}

/**
 * The image that was asked for; several when that does not decide. Throws `not-found` when there is none such.
 */
export function chooseImages(images: FoundImage[], { image, platform }: Choice): FoundImage[] {
  const named = image === undefined ? images : images.filter((found) => isNamed(found, image));
  const chosen = platform === undefined ? named : named.filter((found) => isPlatform(found, platform));
  if (chosen.length > 0) return chosen;
  const wanted = [image, platform].filter((part) => part !== undefined).join(' ');
  throw codedError('not-found', `no ${wanted} in the archive`, {
    params: { reference: wanted },
    why: 'image-not-in-archive',
  });
}

function isNamed(found: FoundImage, image: string): boolean {
  const names = [image, familiar(image), normalize(image)];
  return found.digest === image || found.references.some((reference) => names.includes(reference));
}

/** `linux/arm64` also means its variants. */
const isPlatform = (found: FoundImage, platform: string): boolean =>
  found.platform === platform || found.platform.startsWith(`${platform}/`);
