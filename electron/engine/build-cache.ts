import type { BuildCacheEntry } from '../contract';
import type { Engine } from './engine';
import { asFields, type Fields, fieldsListOf, numberOf, textOf, textsOf, timeOf } from './fields';
import { readJson } from './request';

export interface BuildCachePruned {
  /** Entries that went. */
  count: number;
  reclaimedBytes: number;
}

/**
 * What BuildKit keeps of earlier builds and no running one uses, largest first: `GET /system/df`. Engines before 23.0
 * count their images with it, whoever asks. Throws coded errors.
 */
export async function listBuildCache(
  engine: Engine,
  { signal }: { signal?: AbortSignal } = {},
): Promise<BuildCacheEntry[]> {
  const query = { type: 'build-cache' };
  const answer = await readJson(engine.docker, { method: 'GET', path: '/system/df', query, signal });
  return fieldsListOf(asFields(answer, 'disk usage').BuildCache)
    .filter(({ InUse }) => InUse !== true)
    .map(toEntry)
    .sort((a, b) => b.sizeBytes - a.sizeBytes);
}

function toEntry(entry: Fields): BuildCacheEntry {
  const lastUsed = timeOf(entry.LastUsedAt);
  return {
    id: textOf(entry.ID),
    text: textOf(entry.Description),
    sizeBytes: numberOf(entry.Size),
    lastUsedAt: lastUsed === 0 ? timeOf(entry.CreatedAt) : lastUsed,
  };
}

/** `POST /build/prune`: everything of BuildKit's cache that no running build uses. Throws coded errors. */
export async function pruneBuildCache(
  engine: Engine,
  { signal }: { signal?: AbortSignal } = {},
): Promise<BuildCachePruned> {
  const answer = await readJson(engine.docker, {
    method: 'POST',
    path: '/build/prune',
    query: { all: 'true' },
    signal,
  });
  const report = asFields(answer, 'prune report');
  return { count: textsOf(report.CachesDeleted).length, reclaimedBytes: numberOf(report.SpaceReclaimed) };
}
