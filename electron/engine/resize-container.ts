import type { Engine } from './engine';
import { containerPath } from './image-path';
import { readText } from './request';

/** `POST /containers/{id}/resize`: tells its terminal how many characters there is room for. Throws coded errors. */
export async function resizeContainer(
  engine: Engine,
  container: string,
  { columns, rows }: { columns: number; rows: number },
): Promise<void> {
  await readText(engine.docker, {
    method: 'POST',
    path: `${containerPath(container)}/resize`,
    query: { w: columns, h: rows },
    context: { container },
  });
}
