import { removeImage } from '../../engine/remove-image';
import { eachItem } from './item-rows';
import type { JobRunner } from './job-context';
import { doneItems } from './remove';

/**
 * Takes names away. The engine deletes an image with its last name, so the report says for each name whether that
 * happened; parents without a name are kept, which is the least that can go.
 */
export const runUntag: JobRunner<'untag'> = async ({ references, force = false }, context) => {
  const outcome = await eachItem(references, context, async (target) => {
    const holder = context.images.holderOf(target);
    return doneItems(await removeImage(context.engine, { target, force, noPrune: true }), context, holder);
  });
  return { ...outcome, result: { ...outcome.result, references } };
};
