import { pruneImages } from '../../engine/prune-images';
import type { JobRunner } from './job-context';
import { doneItems } from './remove';

/** Removes all dangling images, or all that no container uses. */
export const runPrune: JobRunner<'prune'> = async ({ mode }, context) => {
  const known = new Set(context.images.all().map(({ id }) => id));
  const { reclaimedBytes, ...removed } = await pruneImages(context.engine, { mode }, context);
  const items = doneItems(removed)
    .filter(({ outcome }) => outcome !== 'kept')
    .map((done) => ({ ...done, target: done.detail, error: null }));
  context.log(items.map(({ target, outcome }) => `${target}: ${outcome}\n`).join(''));
  const imageIds = removed.deleted.filter((id) => known.has(id));
  return { result: { items, imageIds, reclaimedBytes, upToDate: items.length === 0 } };
};
