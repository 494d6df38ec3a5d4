import { compareApi } from './api-version';
import type { Engine } from './engine';
import { asFields, fieldsListOf, fieldsOf, numberOf } from './fields';
import { imagePath } from './image-path';
import { readJson } from './request';

/** First API version that tells of an image's manifests (Docker Engine 28.0). */
const SINCE_API = '1.48';

/**
 * Bytes that an image of the containerd store takes unpacked, one figure for each platform that is unpacked. Null by
 * engines that do not tell. Throws coded errors.
 */
export async function unpackedBytes(
  engine: Engine,
  id: string,
  { signal }: { signal: AbortSignal },
): Promise<number[] | null> {
  if (compareApi(engine.info.apiVersion, SINCE_API) < 0) return null;
  const path = `${imagePath(id)}/json?manifests=1`;
  const { Manifests } = asFields(await readJson(engine.docker, { method: 'GET', path, signal }), path);
  return fieldsListOf(Manifests)
    .map(({ ImageData }) => numberOf(fieldsOf(fieldsOf(ImageData).Size).Unpacked))
    .filter((bytes) => bytes > 0);
}
