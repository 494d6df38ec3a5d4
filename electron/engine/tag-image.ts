import { codedError } from '../core/coded-error';
import type { Engine } from './engine';
import { imageName } from './image-name';
import { imagePath } from './image-path';
import { readText } from './request';

export interface TagInput {
  /** Id or name of an image that is there. */
  source: string;
  /** The new name, `latest` when it has no tag. An image that has it loses it. */
  reference: string;
}

/** `POST /images/{name}/tag`. Throws `not-found`, `bad-reference` or another coded error. */
export async function tagImage(engine: Engine, { source, reference }: TagInput): Promise<void> {
  const { repository, tag, digest } = imageName(reference);
  if (digest !== '')
    throw codedError('bad-reference', 'a tag cannot carry a digest', {
      params: { reference },
      why: 'tag-with-digest',
    });
  await readText(engine.docker, {
    method: 'POST',
    path: `${imagePath(source)}/tag`,
    query: { repo: repository, tag },
    context: { reference: source },
  });
}
