import type { PruneMode } from '../contract';
import type { Engine } from './engine';
import { asFields, fieldsListOf, numberOf } from './fields';
import { type RemoveOutcome, toOutcome } from './remove-image';
import { readJson } from './request';

export interface PruneOutcome extends RemoveOutcome {
  reclaimedBytes: number;
}

/** `POST /images/prune`: dangling images, or all that no container uses. Throws coded errors. */
export async function pruneImages(
  engine: Engine,
  { mode }: { mode: PruneMode },
  { signal }: { signal?: AbortSignal } = {},
): Promise<PruneOutcome> {
  const filters = { dangling: [mode === 'dangling' ? 'true' : 'false'] };
  const answer = await readJson(engine.docker, {
    method: 'POST',
    path: '/images/prune',
    query: { filters: JSON.stringify(filters) },
    signal,
  });
  const report = asFields(answer, 'prune report');
  return {
    ...toOutcome(fieldsListOf(report.ImagesDeleted)),
    reclaimedBytes: numberOf(report.SpaceReclaimed),
  };
}
