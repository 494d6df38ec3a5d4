import type { Engine } from './engine';
import { readText } from './request';

/** Asks whether the engine still answers. Throws `engine-unreachable`, `engine-lost` or another coded error. */
export async function ping(engine: Engine, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  await readText(engine.docker, {
    method: 'GET',
    path: '/_ping',
    signal,
    context: { host: engine.endpoint.host },
  });
}
