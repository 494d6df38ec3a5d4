import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { ImageSummary } from '../../../api/contract';
import type { TableSelection } from '../../../ui/table-selection';
import type { VirtualTableHandle } from '../../../ui/virtual-table';
import type { ImageAddress } from './image-details';

/** An image that was reached by its address, as through a link, is chosen in the list and scrolled into sight. */
export function useChosenFromAddress(
  address: ImageAddress | null,
  summary: ImageSummary | undefined,
  selection: TableSelection,
  setSelection: (selection: TableSelection) => void,
  table: RefObject<VirtualTableHandle | null>,
): void {
  const id = address?.id;
  const listed = summary !== undefined;
  const choose = useEffectEvent((key: string) => {
    if (selection.current === key) return;
    setSelection({ keys: new Set([key]), current: key, anchor: key });
    table.current?.reveal(key);
  });
  useEffect(() => {
    if (id !== undefined && listed) choose(id);
  }, [id, listed]);
}
