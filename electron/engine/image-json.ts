import type { Engine } from './engine';
import { imagePath } from './image-path';
import { readJson } from './request';

/** What the engine knows of an image, as it says it: inspect's answer, pretty-printed. Throws coded errors. */
export async function imageJson(engine: Engine, nameOrId: string): Promise<string> {
  const path = `${imagePath(nameOrId)}/json`;
  const answer = await readJson(engine.docker, { method: 'GET', path, context: { reference: nameOrId } });
  return JSON.stringify(answer, null, 2);
}
