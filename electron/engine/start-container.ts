import type { Engine } from './engine';
import { containerPath } from './image-path';
import { readText } from './request';

/**
 * `POST /containers/{id}/start`; a container that runs already is left alone. Throws `command-not-found` when its
 * command cannot be run, `port-in-use`, `not-found`.
 */
export async function startContainer(
  engine: Engine,
  container: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  await readText(engine.docker, {
    method: 'POST',
    path: `${containerPath(container)}/start`,
    alsoGood: [304],
    signal,
    context: { container },
  });
}
