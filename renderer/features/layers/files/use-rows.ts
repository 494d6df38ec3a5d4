import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { invoke } from '../../../api/client';
import { requestKey } from '../../../api/requests';
import { viewOf } from '../browser/browser-state';
import { useBrowser, useScope } from '../browser/browser-store';
import { RowSource, type RowsShown } from './row-source';

const requests = {
  outline: async (view: Parameters<RowSource['show']>[0]) => await invoke('layers.outline', view),
  rows: async (treeId: string, outlineId: string, start: number, count: number) =>
    await invoke('layers.rows', { treeId, outlineId, start, count }),
  locate: async (treeId: string, outlineId: string, node: number) =>
    await invoke('layers.locate', { treeId, outlineId, node }),
};

/** The rows of the tree as the person has set it up. */
export function useRows(): { source: RowSource; shown: RowsShown } {
  const { analysis } = useScope();
  const [source] = useState(() => new RowSource(requests));
  const shown = useSyncExternalStore(source.subscribe, source.shown);
  const state = useBrowser((all) => all);
  const { from, to, sort, shape, open, filter } = state;
  const view = useMemo(
    () => viewOf({ from, to, sort, shape, open }, analysis.treeId, filter),
    [from, to, sort, shape, open, analysis.treeId, filter],
  );
  useEffect(() => {
    void source.show(view);
  }, [source, view]);
  useForgottenTree(shown);
  return { source, shown };
}

/** Main keeps a few trees open; one that it has closed is opened again. */
function useForgottenTree({ error }: RowsShown): void {
  const queries = useQueryClient();
  const forgotten = error?.code === 'not-found';
  useEffect(() => {
    if (forgotten) void queries.invalidateQueries({ queryKey: requestKey('layers.open') });
  }, [forgotten, queries]);
}
