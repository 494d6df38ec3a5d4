import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { invoke } from '../../../api/client';
import { requestKey } from '../../../api/requests';
import { viewOf } from '../browser/browser-state';
import { useBrowser, useScope } from '../browser/browser-store';
import { RowSource, type RowsShown } from './row-source';
import { useSettled } from './use-settled';

const requests = {
  outline: async (view: Parameters<RowSource['show']>[0]) => await invoke('layers.outline', view),
  rows: async (treeId: string, outlineId: string, start: number, count: number) =>
    await invoke('layers.rows', { treeId, outlineId, start, count }),
  locate: async (treeId: string, outlineId: string, node: number) =>
    await invoke('layers.locate', { treeId, outlineId, node }),
};

/** How long typing rests before it is looked for, milliseconds. */
const typingPause = 60;

/** The rows of the tree as the person has set it up. */
export function useRows(): { source: RowSource; shown: RowsShown } {
  const { analysis } = useScope();
  const [source] = useState(() => new RowSource(requests));
  const shown = useSyncExternalStore(source.subscribe, source.shown);
  const state = useBrowser((all) => all);
  const filter = useSettled(state.filter, typingPause);
  const { from, to, sort, shape, open } = state;
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
