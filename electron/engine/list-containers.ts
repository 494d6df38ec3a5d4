import type { ContainerSummary } from '../contract';
import { ownMark } from '../core/terminal/own-label';
import type { Engine } from './engine';
import { asFieldsList, type Fields, numberOf, textMapOf, textOf, textsOf } from './fields';
import { withAlgorithm } from './image-summary';
import { readJson } from './request';

/** Every container, running or not, newest first. Sizes are not asked for. Throws coded errors. */
export async function listContainers(
  engine: Engine,
  { signal }: { signal?: AbortSignal } = {},
): Promise<ContainerSummary[]> {
  const query = { all: 'true' };
  const answer = await readJson(engine.docker, { method: 'GET', path: '/containers/json', query, signal });
  return asFieldsList(answer, 'container list').map(toContainer);
}

function toContainer(entry: Fields): ContainerSummary {
  return {
    id: textOf(entry.Id),
    name: (textsOf(entry.Names)[0] ?? '').replace(/^\//, ''),
    imageId: withAlgorithm(textOf(entry.ImageID)),
    image: textOf(entry.Image),
    command: textsOf(entry.Command).join(' '),
    state: textOf(entry.State),
    status: textOf(entry.Status),
    created: numberOf(entry.Created) * 1000,
    ...(ownMark(textMapOf(entry.Labels)) > 0 ? { byHand: true } : {}),
  };
}
