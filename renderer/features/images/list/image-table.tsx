import { type ReactNode, type Ref, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { ColumnMenu } from '../../../ui/column-menu';
import type { MenuItem } from '../../../ui/menu-items';
import { type Column, placeColumns, stateOf } from '../../../ui/table-columns';
import type { SelectionMode, TableSelection } from '../../../ui/table-selection';
import { useWidth } from '../../../ui/use-width';
import { VirtualTable, type VirtualTableHandle } from '../../../ui/virtual-table';
import { compactColumns, withoutCompacting } from './compact-columns';
import { imageColumns } from './image-columns';
import { imageName } from './reference-parts';
import type { ImageSort } from './sort-images';
import { useListSettings } from './use-list-settings';

export interface ImageTableProps {
  engineId: string;
  images: readonly ImageSummary[];
  sort: ImageSort;
  selection: TableSelection;
  onSelection: (selection: TableSelection, mode: SelectionMode) => void;
  onOpen: (image: ImageSummary) => void;
  onHover: (image: ImageSummary) => void;
  menu: (keys: ReadonlySet<string>) => readonly MenuItem[];
  empty: ReactNode;
  /** The list is not confirmed by the engine. */
  stale: boolean;
  ref: Ref<VirtualTableHandle>;
}

const keyOf = (image: ImageSummary) => image.id;
const staleClass = () => 'grayscale';

export function ImageTable({ engineId, images, menu, stale, ...rest }: ImageTableProps) {
  const { t } = useTranslation('images');
  const frame = useRef<HTMLDivElement>(null);
  const columns = useImageColumns(engineId);
  const { columnState, changeColumns, changeSort } = useListSettings();
  const width = useWidth(frame) ?? Number.POSITIVE_INFINITY;
  const own = useMemo(() => stateOf(placeColumns(columns, columnState)), [columns, columnState]);
  const compact = useMemo(() => compactColumns(columns, own, width), [columns, own, width]);
  return (
    <div ref={frame} className="flex min-h-0 flex-1 flex-col">
      <VirtualTable
        {...rest}
        label={t('title')}
        rows={images}
        rowKey={keyOf}
        rowName={imageName}
        columns={columns}
        columnState={compact}
        onColumnState={(next) => changeColumns(withoutCompacting(next, compact, own))}
        onSort={changeSort}
        rowMenu={{ label: t('menu.label'), items: menu }}
        {...(stale ? { rowClass: staleClass } : {})}
      />
    </div>
  );
}

/** The button that shows and hides this table's columns. */
export function ImageColumnMenu({ engineId }: { engineId: string }) {
  const columns = useImageColumns(engineId);
  const { columnState, changeColumns } = useListSettings();
  return <ColumnMenu columns={columns} columnState={columnState} onColumnState={changeColumns} />;
}

function useImageColumns(engineId: string): Column<ImageSummary>[] {
  const { t } = useTranslation(['images', 'common']);
  const format = useFormat();
  return useMemo(() => imageColumns(t, format, engineId), [t, format, engineId]);
}
