import type { ImageSummary } from '../contract';
import type { Engine } from './engine';
import { asFieldsList } from './fields';
import { toSummary } from './image-summary';
import { readJson } from './request';

/**
 * Every image of the engine without the classic builder's intermediate ones, newest first; the id decides among
 * equals, whose order engines change from call to call. Asks for nothing that costs extra: no shared sizes, no
 * manifests. `containers` is 0: the list does not know them. Throws coded errors.
 */
export async function listImages(
  engine: Engine,
  { signal }: { signal?: AbortSignal } = {},
): Promise<ImageSummary[]> {
  const answer = await readJson(engine.docker, { method: 'GET', path: '/images/json', signal });
  return asFieldsList(answer, 'image list').map(toSummary).sort(byAge);
}

function byAge(one: ImageSummary, other: ImageSummary): number {
  if (one.created !== other.created) return other.created - one.created;
  return one.id < other.id ? -1 : 1;
}
