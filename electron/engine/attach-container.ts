import type { Duplex } from 'node:stream';
import type { Engine } from './engine';
import { containerPath } from './image-path';
import { openUpgrade } from './upgrade';

/**
 * Engines end the connection when the person types these keys. Their default begins with Ctrl-P, which shells use; no
 * program uses these four one after the other.
 */
const DETACH_KEYS = 'ctrl-^,ctrl-],ctrl-^,ctrl-]';

/**
 * `POST /containers/{id}/attach`: the terminal of a container that has one, as raw bytes in both directions. `replay`
 * begins with all that it has printed so far. Throws coded errors.
 */
export async function attachContainer(
  engine: Engine,
  container: string,
  { replay, signal }: { replay: boolean; signal: AbortSignal },
): Promise<Duplex> {
  const query = new URLSearchParams({
    stream: '1',
    stdin: '1',
    stdout: '1',
    stderr: '1',
    logs: replay ? '1' : '0',
    detachKeys: DETACH_KEYS,
  });
  return await openUpgrade(engine.docker, {
    path: `${containerPath(container)}/attach?${query}`,
    headers: { Connection: 'Upgrade', Upgrade: 'tcp' },
    signal,
    context: { container },
  });
}
