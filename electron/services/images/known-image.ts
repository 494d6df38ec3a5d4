import type { InspectedImage } from '../../core/image-model';
import type { LayeredImage } from '../../core/layers';

/** The few members of an inspect that are worth keeping of every image: immutable by id, and small. */
export type KnownImage = Pick<
  InspectedImage,
  'id' | 'os' | 'architecture' | 'variant' | 'layers' | 'created' | 'parentId'
>;

export function toKnown(image: InspectedImage): KnownImage {
  const { id, os, architecture, variant, layers, created, parentId } = image;
  return { id, os, architecture, variant, layers, created, parentId };
}

/** `linux/arm64/v8`; empty parts are left out. */
export function platformOf({ os, architecture, variant }: KnownImage): string {
  return [os, architecture, variant].filter((part) => part !== '').join('/');
}

/** As the rules of `core` compare images; names belong to the list, because they change. */
export function toLayered(
  image: KnownImage,
  names: Pick<LayeredImage, 'references' | 'digests'>,
): LayeredImage {
  const { id, layers, created, parentId } = image;
  return { id, layers, created, parentId, references: names.references, digests: names.digests };
}
