import { type ReactNode, type Ref, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { ColumnMenu } from '../../../ui/column-menu';
import type { MenuItem } from '../../../ui/menu-items';
import type { Column } from '../../../ui/table-columns';
import type { SelectionMode, TableSelection } from '../../../ui/table-selection';
import { VirtualTable, type VirtualTableHandle } from '../../../ui/virtual-table';
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
const staleClass = () => 'opacity-70';

export function ImageTable({ engineId, images, menu, stale, ...rest }: ImageTableProps) {
  const { t } = useTranslation('images');
  const columns = useImageColumns(engineId);
  const { columnState, changeColumns, changeSort } = useListSettings();
  return (
    <VirtualTable
      {...rest}
      label={t('title')}
      rows={images}
      rowKey={keyOf}
      rowName={imageName}
      columns={columns}
      columnState={columnState}
      onColumnState={changeColumns}
      onSort={changeSort}
      rowMenu={{ label: t('menu.label'), items: menu }}
      {...(stale ? { rowClass: staleClass } : {})}
    />
  );
}

/** The button that shows and hides this table's columns. */
export function ImageColumnMenu({ engineId }: { engineId: string }) {
  const columns = useImageColumns(engineId);
  const { columnState, changeColumns } = useListSettings();
  return <ColumnMenu columns={columns} columnState={columnState} onColumnState={changeColumns} />;
}

function useImageColumns(engineId: string): Column<ImageSummary>[] {
  const { t } = useTranslation('images');
  const format = useFormat();
  return useMemo(() => imageColumns(t, format, engineId), [t, format, engineId]);
}
