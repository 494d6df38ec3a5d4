import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { invoke } from '../../../api/client';
import type { ImageList, ImagesChanged } from '../../../api/contract';
import { useEvent } from '../../../api/events';
import { requestKey, useRequest } from '../../../api/requests';
import { leavesGap, patchList } from '../list/patch-list';

const keyOf = (engineId: string) => requestKey('images.list', { engineId });

/** The images of one engine as last known; nothing is asked while there is no engine. */
export function useImageList(engineId: string | null) {
  return useRequest(
    'images.list',
    { engineId: engineId ?? '' },
    // Comparing 10,000 images to find equal ones costs more than drawing the changed ones.
    { enabled: engineId !== null, structuralSharing: false },
  );
}

/** Reads the whole list from the engine again; a change that comes meanwhile is not undone. */
export function useRefreshImages(engineId: string | null): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    if (engineId === null) return;
    const fresh = await invoke('images.refresh', { engineId });
    queries.setQueryData<ImageList>(keyOf(engineId), (known) =>
      known && known.revision > fresh.revision ? known : fresh,
    );
  }, [engineId, queries]);
}

/**
 * Applies each `images.changed` to the cached list of its own engine, and makes what is known of single
 * images stale when others came or went. Mount it once, near the root, so that nothing is missed while
 * another screen is shown.
 */
export function useImageEvents(): void {
  const queries = useQueryClient();
  useEvent('images.changed', (patch) => {
    const stale = applyPatch(queries, patch);
    if (stale) void queries.invalidateQueries({ queryKey: keyOf(patch.engineId) });
    if (changesImages(patch)) invalidateDetails(queries, patch.engineId);
  });
  useEvent('images.factsChanged', ({ engineId }) => invalidateDetails(queries, engineId));
}

/** Patches the cached list; answers whether it must be asked for again instead. */
function applyPatch(queries: QueryClient, patch: ImagesChanged): boolean {
  const key = keyOf(patch.engineId);
  const list = queries.getQueryData<ImageList>(key);
  // An answer that is on its way may be older than this patch and would undo it.
  const onItsWay = queries.getQueryState(key)?.fetchStatus === 'fetching';
  if (list) queries.setQueryData(key, patchList(list, patch));
  return onItsWay || (list !== undefined && leavesGap(list, patch));
}

function changesImages(patch: ImagesChanged): boolean {
  return patch.complete || patch.upserted.length > 0 || patch.removed.length > 0;
}

/** Bases, descendants and shared layers depend on which other images there are. */
function invalidateDetails(queries: QueryClient, engineId: string): void {
  for (const name of ['images.details', 'images.history', 'images.dockerfile', 'images.json'] as const) {
    void queries.invalidateQueries({
      queryKey: requestKey(name),
      predicate: ({ queryKey }) => isOfEngine(queryKey[1], engineId),
    });
  }
}

function isOfEngine(input: unknown, engineId: string): boolean {
  return typeof input === 'object' && input !== null && 'engineId' in input && input.engineId === engineId;
}
