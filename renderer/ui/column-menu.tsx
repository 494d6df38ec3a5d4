import { Columns3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './icon-button';
import { Menu } from './menu';
import type { MenuItem } from './menu-items';
import {
  type Column,
  type ColumnState,
  changeColumn,
  type PlacedColumn,
  placeColumns,
} from './table-columns';

export interface ColumnMenuProps<R> {
  columns: readonly Column<R>[];
  columnState: readonly ColumnState[];
  onColumnState: (state: ColumnState[]) => void;
}

/** The button that shows and hides columns; it stands in the table's toolbar. */
export function ColumnMenu<R>({ columns, columnState, onColumnState }: ColumnMenuProps<R>) {
  const { t } = useTranslation();
  const items = columnItems(placeColumns(columns, columnState), onColumnState);
  return (
    <Menu
      label={t('columns')}
      items={items}
      align="end"
      trigger={<IconButton label={t('columns')} icon={Columns3} />}
    />
  );
}

/** A toggle for each column that may be hidden. */
export function columnItems<R>(
  columns: readonly PlacedColumn<R>[],
  onColumnState: (state: ColumnState[]) => void,
): MenuItem[] {
  return columns
    .filter((column) => !column.fixed)
    .map((column) => ({
      label: column.title,
      checked: !column.hidden,
      stay: true,
      onSelect: () => onColumnState(changeColumn(columns, column.id, { hidden: !column.hidden })),
    }));
}
