import { pruneBuildCache } from '../../engine/build-cache';
import { pruneImages } from '../../engine/prune-images';
import type { JobRunner } from './job-context';
import { doneItems } from './remove';

/** Removes all dangling images, or all that no container uses, or BuildKit's cache. */
export const runPrune: JobRunner<'prune'> = async ({ mode }, context) => {
  if (mode === 'build-cache') {
    const { count, reclaimedBytes } = await pruneBuildCache(context.engine, context);
    return { result: { reclaimedBytes, upToDate: count === 0 } };
  }
  const { reclaimedBytes, ...removed } = await pruneImages(context.engine, { mode }, context);
  const items = doneItems(removed, context)
    .filter(({ outcome }) => outcome !== 'kept')
    .map((done) => ({ ...done, target: done.detail, error: null }));
  context.log(items.map(({ target, outcome }) => `${target}: ${outcome}\n`).join(''));
  const imageIds = items.filter(({ outcome }) => outcome === 'deleted').map(({ target }) => target);
  return { result: { items, imageIds, reclaimedBytes, upToDate: items.length === 0 } };
};
