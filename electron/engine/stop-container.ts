import type { Engine } from './engine';
import { containerPath } from './image-path';
import { readText } from './request';

/**
 * `POST /containers/{id}/stop`: asks its process to end, and ends it after so many seconds. One that does not run is
 * left alone. Throws `not-found`.
 */
export async function stopContainer(
  engine: Engine,
  container: string,
  { seconds, signal }: { seconds: number; signal?: AbortSignal },
): Promise<void> {
  await readText(engine.docker, {
    method: 'POST',
    path: `${containerPath(container)}/stop`,
    query: { t: seconds },
    alsoGood: [304],
    signal,
    context: { container },
  });
}
