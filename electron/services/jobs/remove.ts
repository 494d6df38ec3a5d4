import { removalSteps } from '../../core/reclaim';
import { isImageId } from '../../core/reference';
import { type RemoveOutcome, removeImage } from '../../engine/remove-image';
import { eachItem, type ItemDone } from './item-rows';
import type { JobContext, JobRunner, SpecOf } from './job-context';

/** Removes images and names; one report for all, failures included. */
export const runRemove: JobRunner<'remove'> = async (spec, context) => {
  const reclaim = await context.images.reclaimedBy(idsOf(spec.targets, context)).catch(() => null);
  const outcome = await eachItem(spec.targets, context, (target) => removeTarget(target, spec, context));
  const deleted = outcome.result.items
    .filter((item) => item.outcome === 'deleted')
    .map(({ detail }) => detail);
  const reclaimedBytes = outcome.error ? null : reclaim;
  return { ...outcome, result: { ...outcome.result, imageIds: deleted, reclaimedBytes } };
};

/**
 * The report of one removal. Engines count the layers of an image among what was deleted; people do not. The image that
 * was meant is given as `target`: the engine's event may have taken it off the list before the answer came.
 */
export function doneItems(
  { untagged, deleted }: RemoveOutcome,
  { images }: JobContext,
  target?: string,
): ItemDone[] {
  const gone = [...new Set(deleted)].filter((id) => id === target || images.get(id) !== undefined);
  const items: ItemDone[] = [
    ...untagged.map((detail) => ({ outcome: 'untagged' as const, detail })),
    ...gone.map((detail) => ({ outcome: 'deleted' as const, detail })),
  ];
  return items.length === 0 ? [{ outcome: 'kept', detail: '' }] : items;
}

async function removeTarget(
  target: string,
  { force }: SpecOf<'remove'>,
  context: JobContext,
): Promise<ItemDone[]> {
  const id = isImageId(target) ? target : context.images.holderOf(target);
  const imageId = id === undefined ? {} : { imageId: id };
  const items: ItemDone[] = [];
  for (const step of removalSteps(target, context.images.get(id ?? '')?.references ?? [])) {
    context.signal.throwIfAborted();
    const outcome = await removeImage(context.engine, { target: step, force, ...imageId });
    items.push(...doneItems(outcome, context, id));
  }
  return items;
}

function idsOf(targets: string[], { images }: JobContext): string[] {
  const whole = targets.map((target) => {
    if (isImageId(target)) return target;
    const id = images.holderOf(target);
    const rest = images.get(id ?? '')?.references.filter((reference) => !targets.includes(reference)) ?? [];
    return rest.length === 0 ? id : undefined;
  });
  return [...new Set(whole.filter((id): id is string => id !== undefined))];
}
