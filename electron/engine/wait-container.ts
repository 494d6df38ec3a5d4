import type { Engine } from './engine';
import { asFields, numberOf } from './fields';
import { containerPath } from './image-path';
import { readJson } from './request';

/** `POST /containers/{id}/wait`: the exit code, at once when it does not run. Throws coded errors. */
export async function waitContainer(
  engine: Engine,
  container: string,
  { signal }: { signal: AbortSignal },
): Promise<number> {
  const answer = await readJson(engine.docker, {
    method: 'POST',
    path: `${containerPath(container)}/wait`,
    signal,
    context: { container },
  });
  return numberOf(asFields(answer, 'wait').StatusCode);
}
