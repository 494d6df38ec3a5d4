import type { Engine } from './engine';
import { containerPath } from './image-path';
import { readText } from './request';

/**
 * `DELETE /containers/{id}`, running or not, with the volumes that have no name; one that is gone already is fine.
 * Named volumes stay.
 */
export async function removeContainer(
  engine: Engine,
  container: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  await readText(engine.docker, {
    method: 'DELETE',
    path: containerPath(container),
    query: { force: true, v: true },
    alsoGood: [404],
    signal,
    context: { container },
  });
}
