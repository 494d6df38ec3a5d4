import path from 'node:path';
import { type Documents, documentAt, isObject, objectsOf, plainPath, textOf, textsOf } from './documents';
import { type FoundImage, layersOf, platformOf } from './image-config';

/**
 * The images of `manifest.json`: `docker save` of every release, kaniko, buildah and skopeo's `docker-archive`. Null
 * when there is no such list. Throws `bad-archive` for a list that cannot be read.
 */
export async function dockerImages(documents: Documents): Promise<FoundImage[] | null> {
  const list = await documentAt(documents, 'manifest.json');
  if (list === null) return null;
  return await Promise.all(objectsOf(list).map((entry) => imageOf(documents, entry)));
}

async function imageOf(documents: Documents, entry: Record<string, unknown>): Promise<FoundImage> {
  const configPath = plainPath(textOf(entry.Config));
  const document = await documentAt(documents, configPath);
  const config = isObject(document) ? document : null;
  const configId = hexOf(configPath);
  return {
    digest: `sha256:${configId}`,
    configId,
    references: textsOf(entry.RepoTags),
    platform: platformOf(config),
    ...layersOf(textsOf(entry.Layers).map(plainPath), config),
  };
}

/** `abc….json`, `blobs/sha256/abc…`, and kaniko's `sha256:abc…`. */
const hexOf = (configPath: string): string =>
  path.posix
    .basename(configPath)
    .replace(/\.json$/, '')
    .replace(/^sha256:/, '');
