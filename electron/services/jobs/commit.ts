import { familiarReference, requireReference } from '../../core/reference';
import { commitContainer } from '../../engine/commit-container';
import type { JobRunner } from './job-context';

/** Makes an image of a container's files. */
export const runCommit: JobRunner<'commit'> = async (spec, context) => {
  const references =
    spec.reference === undefined ? [] : [familiarReference(requireReference(spec.reference))];
  const id = await commitContainer(context.engine, spec, context);
  context.log(`${id}\n`);
  return { result: { imageIds: [id], references } };
};
