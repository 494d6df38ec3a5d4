import { removalSteps } from '../../core/reclaim';
import { isImageId } from '../../core/reference';
import { type RemoveOutcome, removeImage } from '../../engine/remove-image';
import { eachItem, type ItemDone } from './item-rows';
import type { JobContext, JobRunner, SpecOf } from './job-context';

/** Removes images and names; one report for all, failures included. */
export const runRemove: JobRunner<'remove'> = async (spec, context) => {
  const before = context.images.all();
  const reclaim = await context.images.reclaimedBy(idsOf(spec.targets, context)).catch(() => null);
  const outcome = await eachItem(spec.targets, context, (target) => removeTarget(target, spec, context));
  const deleted = deletedImages(
    outcome.result.items,
    before.map(({ id }) => id),
  );
  const reclaimedBytes = outcome.error ? null : reclaim;
  return { ...outcome, result: { ...outcome.result, imageIds: deleted, reclaimedBytes } };
};

/** The report of one removal. */
export function doneItems({ untagged, deleted }: RemoveOutcome): ItemDone[] {
  const items: ItemDone[] = [
    ...untagged.map((detail) => ({ outcome: 'untagged' as const, detail })),
    ...deleted.map((detail) => ({ outcome: 'deleted' as const, detail })),
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
    items.push(...doneItems(await removeImage(context.engine, { target: step, force, ...imageId })));
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

function deletedImages(items: { outcome: string; detail: string }[], known: string[]): string[] {
  const deleted = new Set(items.filter(({ outcome }) => outcome === 'deleted').map(({ detail }) => detail));
  return known.filter((id) => deleted.has(id));
}
