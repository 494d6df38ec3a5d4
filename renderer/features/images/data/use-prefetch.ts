import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { invoke } from '../../../api/client';
import { requestKey } from '../../../api/requests';
import type { ImageTab } from '../../../api/routes';

type OfImage = 'images.details' | 'images.history' | 'images.dockerfile' | 'images.json';

/** What each tab reads besides the details. Containers change too often to be read ahead. */
const reads: Record<ImageTab, OfImage[]> = {
  overview: ['images.details'],
  layers: ['images.details', 'images.history'],
  history: ['images.details', 'images.history'],
  dockerfile: ['images.details', 'images.dockerfile', 'images.history'],
  containers: ['images.details'],
  json: ['images.details', 'images.json'],
};

/** Reads an image ahead, so that choosing it shows it at once. What fails is asked for again when it is shown. */
export function usePrefetch(engineId: string, tab: ImageTab): (id: string) => void {
  const queries = useQueryClient();
  return useCallback(
    (id) => {
      for (const name of reads[tab]) void prefetch(queries, name, engineId, id);
    },
    [queries, engineId, tab],
  );
}

async function prefetch(queries: QueryClient, name: OfImage, engineId: string, id: string): Promise<void> {
  await queries.prefetchQuery({
    queryKey: requestKey(name, { engineId, id }),
    queryFn: async () => await invoke(name, { engineId, id }),
  });
}
