import type { ImageSummary } from '../contract';
import { CodedError } from '../core/coded-error';
import type { Engine } from './engine';
import { asFields, asFieldsList, type Fields, fieldsOf } from './fields';
import { imagePath } from './image-path';
import { toSummary, withAlgorithm } from './image-summary';
import { toInspected } from './inspect-image';
import { readJson } from './request';

interface Options {
  signal?: AbortSignal;
}

/**
 * What the list would say of one image, by id or name, without asking for the list; null when it is gone.
 * Graph drivers and Podman: inspect's figures are the list's. containerd: the list asked for one name only, because its
 * size counts blobs too and inspect's does not. Throws coded errors.
 */
export async function getImage(
  engine: Engine,
  idOrName: string,
  options: Options = {},
): Promise<ImageSummary | null> {
  const image = await inspectOrNull(engine, idOrName, options);
  if (image === null) return null;
  if (engine.info.imageStore !== 'containerd') return fromInspect(image);
  return await fromFilteredList(engine, image, options);
}

async function inspectOrNull(engine: Engine, idOrName: string, { signal }: Options): Promise<Fields | null> {
  try {
    const path = `${imagePath(idOrName)}/json`;
    const answer = await readJson(engine.docker, {
      method: 'GET',
      path,
      signal,
      context: { reference: idOrName },
    });
    return asFields(answer, 'image');
  } catch (thrown) {
    if (thrown instanceof CodedError && thrown.appError.code === 'not-found') return null;
    throw thrown;
  }
}

function fromInspect(image: Fields): ImageSummary {
  const summary = toSummary({
    ...image,
    Labels: fieldsOf(image.Config).Labels,
    Created: 0,
    ParentId: image.Parent,
  });
  // The list counts whole seconds.
  return { ...summary, created: Math.floor(toInspected(image).created / 1000) * 1000 };
}

async function fromFilteredList(
  engine: Engine,
  image: Fields,
  { signal }: Options,
): Promise<ImageSummary | null> {
  const { references, digests, id } = toInspected(image);
  // A name that is not asked for is not told.
  const names = references.length > 0 ? references : digests;
  const filters = names.length === 0 ? { dangling: ['true'] } : { reference: names };
  const query = { filters: JSON.stringify(filters) };
  const answer = await readJson(engine.docker, { method: 'GET', path: '/images/json', query, signal });
  const found = asFieldsList(answer, 'image list').map(toSummary);
  return found.find((summary) => summary.id === withAlgorithm(id)) ?? null;
}
