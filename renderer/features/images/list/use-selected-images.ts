import { useEffect, useMemo, useRef } from 'react';
import type { ImageSummary } from '../../../api/contract';
import type { TableSelection } from '../../../ui/table-selection';
import { useListState, useSelection } from './list-store';
import { retainShown } from './selection';

export interface SelectedImages {
  selection: TableSelection;
  /** The chosen ones among the shown ones, in their order; nothing that is hidden is ever acted on. */
  chosen: ImageSummary[];
  setSelection: (selection: TableSelection) => void;
}

/** The selection of one engine's list, kept to what is shown. */
export function useSelectedImages(engineId: string, shown: readonly ImageSummary[]): SelectedImages {
  const selection = useSelection(engineId);
  const keep = useListState((state) => state.setSelection);
  const order = useMemo(() => shown.map(({ id }) => id), [shown]);
  const before = useRef(order);
  useEffect(() => {
    const retained = retainShown(selection, before.current, order);
    before.current = order;
    if (retained !== selection) keep(engineId, retained);
  }, [engineId, selection, order, keep]);
  const chosen = useMemo(
    () => (selection.keys.size === 0 ? [] : shown.filter(({ id }) => selection.keys.has(id))),
    [shown, selection],
  );
  return useMemo(
    () => ({ selection, chosen, setSelection: (next) => keep(engineId, next) }),
    [selection, chosen, keep, engineId],
  );
}
