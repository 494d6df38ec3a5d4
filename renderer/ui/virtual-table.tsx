import { clsx } from 'clsx';
import {
  type CSSProperties,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { ContextMenu } from './context-menu';
import type { MenuItem } from './menu-items';
import { TableBody, type TableBodyHandle } from './table-body';
import {
  type Column,
  type ColumnState,
  columnsNamed,
  gridTemplate,
  leastWidth,
  placeColumns,
  type TableSort,
} from './table-columns';
import { TableHeader } from './table-header';
import { type SelectionMode, select, selectAll, selectNone, type TableSelection } from './table-selection';
import { indexOfRow } from './table-targets';

export interface VirtualTableHandle {
  /** Puts the focus on the current row, else on the first. */
  focus: () => void;
  /** Scrolls a row into sight; a row that is not there is left alone. */
  reveal: (key: string) => void;
}

export interface VirtualTableProps<R> {
  /** Name of the table. */
  label: string;
  /** In the order to show; sorting and filtering are the owner's. Keep row objects that did not change. */
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** Name of a row for screen readers. */
  rowName: (row: R) => string;
  rowClass?: (row: R) => string;
  /** Keep the array's identity stable between renders. */
  columns: readonly Column<R>[];
  columnState: readonly ColumnState[];
  onColumnState?: (state: ColumnState[]) => void;
  sort: TableSort | null;
  onSort?: (sort: TableSort) => void;
  selection: TableSelection;
  /** `mode` tells a plain choice from a tick, a range or a mere move of the focus. */
  onSelection: (selection: TableSelection, mode: SelectionMode) => void;
  /** Enter or a double press. */
  onOpen?: (row: R) => void;
  /** The pointer came over a row; for reading ahead. */
  onHover?: (row: R) => void;
  /** Menu of the chosen rows; the pressed row is chosen first unless it already is. */
  rowMenu?: { label: string; items: (keys: ReadonlySet<string>) => readonly MenuItem[] };
  rowHeight?: number;
  /** Stands below the heading when there are no rows. */
  empty?: ReactNode;
  ref?: Ref<VirtualTableHandle>;
  className?: string;
}

/** A table of any length: only the rows in sight are in the document, all of one height. */
export function VirtualTable<R>(props: VirtualTableProps<R>) {
  const { label, rows, rowKey, selection, onSelection, rowMenu } = props;
  // State and not a ref: what is inside must be drawn again once the element is there.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const body = useRef<TableBodyHandle>(null);
  const [drag, setDrag] = useState<{ id: string; width: number } | null>(null);
  const columns = useMemo(
    () => placeColumns(props.columns, props.columnState),
    [props.columns, props.columnState],
  );
  const visible = useMemo(() => columns.filter((column) => !column.hidden), [columns]);
  const shown = visible.map(({ id }) => id).join(' ');
  // Widths are the grid's: a row is not drawn anew because of one.
  const rowColumns = useMemo(() => columnsNamed(props.columns, shown), [props.columns, shown]);
  const order = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  useImperativeHandle(props.ref, () => ({
    focus: () => body.current?.focus(),
    reveal: (key) => body.current?.reveal(key),
  }));

  function menuItems(target: Element | null): readonly MenuItem[] {
    const index = indexOfRow(target);
    const key = index === null ? undefined : order[index];
    if (key === undefined || !rowMenu) return [];
    if (selection.keys.has(key)) return rowMenu.items(selection.keys);
    onSelection(select(selection, key, 'only', order), 'only');
    return rowMenu.items(new Set([key]));
  }

  const sized = drag
    ? visible.map((one) => (one.id === drag.id ? { ...one, width: drag.width } : one))
    : visible;
  const table = (
    <table
      aria-label={label}
      aria-rowcount={rows.length + 1}
      style={{ '--columns': gridTemplate(sized), minWidth: leastWidth(sized) } as CSSProperties}
      className="block"
    >
      <TableHeader
        columns={columns}
        sort={props.sort}
        onSort={props.onSort}
        onColumnState={props.onColumnState}
        onDrag={setDrag}
        chosen={chosenState(selection, rows.length)}
        onChooseAll={(all) =>
          onSelection(all ? selectAll(selection, order) : selectNone(selection), all ? 'range' : 'toggle')
        }
      />
      <TableBody
        ref={body}
        scroller={scroller}
        rows={rows}
        order={order}
        rowName={props.rowName}
        rowClass={props.rowClass}
        rowHeight={props.rowHeight ?? 34}
        columns={rowColumns}
        selection={selection}
        onSelection={onSelection}
        onOpen={props.onOpen}
        onHover={props.onHover}
      />
    </table>
  );

  return (
    <div ref={setScroller} className={clsx('flex min-h-0 flex-1 flex-col overflow-auto', props.className)}>
      {rowMenu ? (
        <ContextMenu label={rowMenu.label} items={menuItems}>
          {table}
        </ContextMenu>
      ) : (
        table
      )}
      {rows.length === 0 && <div className="min-h-0 flex-1">{props.empty}</div>}
    </div>
  );
}

function chosenState(selection: TableSelection, count: number): boolean | 'indeterminate' {
  if (selection.keys.size === 0 || count === 0) return false;
  return selection.keys.size >= count ? true : 'indeterminate';
}
