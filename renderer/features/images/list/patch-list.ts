import type { ImageList, ImagesChanged } from '../../../api/contract';

/**
 * The list after a patch. The same object comes back when the patch is of another engine or not newer, so
 * two engines' images never mix and a late answer never undoes a newer one.
 */
export function patchList(list: ImageList, patch: ImagesChanged): ImageList {
  if (patch.engineId !== list.engineId || patch.revision <= list.revision) return list;
  const { engineId, revision, stale, listedAt } = patch;
  return { engineId, revision, stale, listedAt, images: patchedImages(list, patch) };
}

/**
 * Whether a patch stands on a list that was never seen: some revision in between is missing, so applying it
 * would keep images that are gone.
 */
export function leavesGap(list: ImageList, patch: ImagesChanged): boolean {
  return patch.engineId === list.engineId && !patch.complete && patch.revision > list.revision + 1;
}

function patchedImages(list: ImageList, patch: ImagesChanged): ImageList['images'] {
  if (patch.complete) return patch.upserted;
  if (patch.upserted.length === 0 && patch.removed.length === 0) return list.images;
  const gone = new Set(patch.removed);
  const upserted = new Map(patch.upserted.map((image) => [image.id, image]));
  const kept = list.images.flatMap((image) => {
    if (gone.has(image.id) && !upserted.has(image.id)) return [];
    const next = upserted.get(image.id) ?? image;
    upserted.delete(image.id);
    return [next];
  });
  return [...kept, ...upserted.values()];
}
