import type { LayerDamage } from '../../contract';
import { type Json, objectOf, objectsOf, textOf, textsOf } from './documents';

/** One layer of an image in an archive. */
export interface ArchiveLayer {
  /** Path of its blob in the archive. */
  blob: string;
  /** Digest of its uncompressed tar; the blob's own name where no config tells. */
  diffId: string;
  /** What its history entry says; empty when there is none. */
  createdBy: string;
}

/** One image of an archive. */
export interface FoundImage {
  /** Digest of its manifest, or of its config where there is no manifest. */
  digest: string;
  /** Digest of its config without the algorithm: two lists of one archive name an image by it. */
  configId: string;
  references: string[];
  platform: string;
  layers: ArchiveLayer[];
  damage: LayerDamage[];
}

/** Puts the blobs of an image and its config together (OCI image specification, "config": `rootfs`, `history`). */
export function layersOf(
  blobs: string[],
  config: Json | null,
): { layers: ArchiveLayer[]; damage: LayerDamage[] } {
  const diffIds = textsOf(objectOf(config?.rootfs).diff_ids);
  const entries = objectsOf(config?.history);
  const made = entries.filter((entry) => entry.empty_layer !== true);
  const layers = blobs.map((blob, index) => ({
    blob,
    diffId: diffIds[index] ?? blob,
    createdBy: textOf(made[index]?.created_by),
  }));
  const damage: LayerDamage[] = [];
  if (config === null) damage.push(wholeArchive('missing-blob'));
  else if (diffIds.length !== blobs.length) damage.push(wholeArchive('history-mismatch'));
  // A history is optional, but one that is there has an entry for each layer.
  else if (entries.length > 0 && made.length !== blobs.length) damage.push(wholeArchive('history-mismatch'));
  return { layers, damage };
}

const wholeArchive = (kind: LayerDamage['kind']): LayerDamage => ({ layer: null, kind, offset: 0 });

/** `linux/arm64/v8`; empty when nobody says. */
export function platformOf(...said: (Json | null)[]): string {
  for (const { os, architecture, variant } of said.map(objectOf)) {
    const parts = [os, architecture, variant].map(textOf).filter((part) => part !== '');
    if (parts.length >= 2) return parts.join('/');
  }
  return '';
}
