import { codedError } from '../core/coded-error';
import type { Engine } from './engine';
import { asFields, textOf } from './fields';
import { nameQuery } from './image-name';
import { withAlgorithm } from './image-summary';
import { readJson } from './request';

export interface CommitInput {
  containerId: string;
  /** The name of the new image; without it the image has none. */
  reference?: string | undefined;
  author: string;
  message: string;
  /** Stop its processes while its files are read. */
  pause: boolean;
  /** Dockerfile instructions: CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, ONBUILD, USER, VOLUME, WORKDIR. */
  changes: string[];
}

/** `POST /commit`: makes an image of a container's files; answers its id. Throws coded errors. */
export async function commitContainer(
  engine: Engine,
  { containerId, reference, author, message, pause, changes }: CommitInput,
  { signal }: { signal?: AbortSignal } = {},
): Promise<string> {
  const answer = await readJson(engine.docker, {
    method: 'POST',
    path: '/commit',
    query: {
      container: containerId,
      ...nameQuery(reference),
      author,
      comment: message,
      pause,
      changes,
    },
    // Podman wants a configuration to begin with; Docker takes the container's own only when there is none.
    ...(engine.info.product === 'podman' ? { body: {} } : {}),
    signal,
    context: { container: containerId, ...(reference === undefined ? {} : { reference }) },
  });
  const id = withAlgorithm(textOf(asFields(answer, 'commit').Id));
  if (id === '')
    throw codedError('bad-response', 'commit: the answer names no image', {
      params: { call: '/commit' },
      why: 'unexpected-answer',
    });
  return id;
}
