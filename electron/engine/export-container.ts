import type { IncomingMessage } from 'node:http';
import type { Engine } from './engine';
import { containerPath } from './image-path';
import { openResponse } from './request';

/** `GET /containers/{id}/export`: its whole file system as a tar, without the content of volumes. Throws coded errors. */
export async function exportContainer(
  engine: Engine,
  container: string,
  { signal }: { signal: AbortSignal },
): Promise<IncomingMessage> {
  return await openResponse(engine.docker, {
    method: 'GET',
    path: `${containerPath(container)}/export`,
    signal,
    context: { container },
  });
}
