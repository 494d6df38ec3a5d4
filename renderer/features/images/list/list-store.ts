import { create } from 'zustand';
import type { ImageTab } from '../../../api/routes';
import { emptySelection, type TableSelection } from '../../../ui/table-selection';

/** What a person set up in the image list; it outlives a visit to another screen, not the window. */
interface ListState {
  /** The search text with its filters. */
  text: string;
  /** By engine, since an id chosen on one must not be acted on at another. */
  selections: Readonly<Record<string, TableSelection>>;
  /** The person closed the details: choosing a row does not bring them back, opening one does. */
  detailsClosed: boolean;
  /** The tab that was shown last: the next image opens on it. */
  lastTab: ImageTab;
  setText: (text: string) => void;
  setSelection: (engineId: string, selection: TableSelection) => void;
  setDetailsClosed: (closed: boolean) => void;
  setLastTab: (tab: ImageTab) => void;
}

export const useListState = create<ListState>((set) => ({
  text: '',
  selections: {},
  detailsClosed: false,
  lastTab: 'overview',
  setText: (text) => set({ text }),
  setSelection: (engineId, selection) =>
    set(({ selections }) => ({ selections: { ...selections, [engineId]: selection } })),
  setDetailsClosed: (detailsClosed) => set({ detailsClosed }),
  setLastTab: (lastTab) => set({ lastTab }),
}));

export function useSelection(engineId: string): TableSelection {
  return useListState((state) => state.selections[engineId] ?? emptySelection);
}
