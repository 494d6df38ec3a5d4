import { familiarReference, requireReference } from '../../core/reference';
import { tagImage } from '../../engine/tag-image';
import type { JobRunner } from './job-context';

/** Gives an image another name. Another image that has the name loses it. */
export const runTag: JobRunner<'tag'> = async ({ source, reference }, context) => {
  const familiar = familiarReference(requireReference(reference));
  await tagImage(context.engine, { source, reference });
  context.log(`${source}: tagged ${familiar}\n`);
  return {
    result: {
      references: [familiar],
      items: [{ target: source, outcome: 'tagged', detail: familiar, error: null }],
    },
  };
};
