import path from 'node:path';
import type { FoundImage } from '../archive/image-config';
import { imageKey, type KnownImage, type KnownLayer, layerKey } from '../cache/layer-cache';
import type { EngineImage } from '../protocol';
import type { FileSource } from './file-source';

/** Names an image of an engine in the cache. */
export const keyOfImage = ({ id, layers }: EngineImage): string => imageKey('engine', id, ...layers);
/** Names an image of a file in the cache. */
export const keyOfFound = ({ scope }: FileSource, { digest, platform }: FoundImage): string =>
  imageKey('archive', scope, digest, platform);
/** Names the list of the images of a packed archive. */
export const listKey = ({ scope }: FileSource): string => imageKey('list', scope);

/** An image all of whose layers are known from others needs no archive, if its history is known. */
export function fromInspection(source: EngineImage): KnownImage | null {
  if (source.createdBy === null) return null;
  const { name, platform } = source;
  return {
    name,
    platform,
    os: '',
    layers: layersOfInspection(source),
    damage: [],
    analysedAt: Date.now(),
  };
}

/** Layers as the engine names them, base first. */
export const layersOfInspection = ({ layers, createdBy }: EngineImage): KnownLayer[] =>
  layers.map((diffId, index) => ({
    key: layerKey(diffId),
    diffId,
    createdBy: createdBy?.[index] ?? '',
    blob: '',
  }));

/** An image of a file is called as it says, else as the file. */
export const namedAfter = ({ file }: FileSource, { references, platform }: FoundImage) => ({
  name: references[0] ?? path.basename(file),
  platform,
});

/** What is kept of a layer beside its index. */
export const withoutIndex = ({ key, diffId, createdBy, blob }: KnownLayer) => ({
  key,
  diffId,
  createdBy,
  blob,
});
