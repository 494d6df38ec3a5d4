import type { ImageSummary } from '../contract';
import type { Engine } from './engine';
import { asFieldsList } from './fields';
import { toSummary } from './image-summary';
import { readJson } from './request';

/**
 * Every image of the engine without the classic builder's intermediate ones, in the engine's order (newest
 * first). Asks for nothing that costs extra: no shared sizes, no manifests. `containers` is 0: the list does
 * not know them. Throws coded errors.
 */
export async function listImages(
  engine: Engine,
  { signal }: { signal?: AbortSignal } = {},
): Promise<ImageSummary[]> {
  const answer = await readJson(engine.http, { method: 'GET', path: '/images/json', signal });
  return asFieldsList(answer, 'image list').map(toSummary);
}
