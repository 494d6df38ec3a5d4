import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { clsx } from 'clsx';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { ContextMenu } from './context-menu';
import type { MenuItem } from './menu-items';
import {
  type Column,
  type ColumnState,
  gridTemplate,
  leastWidth,
  placeColumns,
  type TableSort,
} from './table-columns';
import { TableHeader } from './table-header';
import { commandOfKey, type RowCommand } from './table-keys';
import { TableRow } from './table-row';
import {
  modeOfClick,
  type SelectionMode,
  select,
  selectAll,
  selectNone,
  type TableSelection,
} from './table-selection';

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
  const { label, rows, rowKey, rowName, rowClass, selection, onSelection, rowHeight = 34 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ id: string; width: number } | null>(null);
  const columns = useMemo(
    () => placeColumns(props.columns, props.columnState),
    [props.columns, props.columnState],
  );
  const visible = useMemo(() => columns.filter((column) => !column.hidden), [columns]);
  const order = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const currentIndex = useMemo(
    () => (selection.current === null ? -1 : order.indexOf(selection.current)),
    [order, selection.current],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: headerHeight,
    // The focused row must not leave the document, or the focus would be lost.
    rangeExtractor: (range) => withIndex(defaultRangeExtractor(range), currentIndex),
    useFlushSync: false,
  });
  const keepFocus = useRef(false);
  const rowElement = (index: number) =>
    scroller.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`) ?? null;

  useLayoutEffect(() => {
    if (!keepFocus.current) return;
    keepFocus.current = false;
    rowElement(currentIndex)?.focus({ preventScroll: true });
  });
  useImperativeHandle(props.ref, () => ({
    focus: () => goTo(Math.max(0, currentIndex), 'move'),
    reveal: (key) => {
      const index = order.indexOf(key);
      if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
    },
  }));

  function goTo(index: number, mode: SelectionMode): void {
    const key = order[index];
    if (key === undefined) return;
    keepFocus.current = true;
    virtual.scrollToIndex(index, { align: 'auto' });
    onSelection(select(selection, key, mode, order), mode);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const index = indexOf(event.target);
    if (index === null || !(event.target instanceof HTMLTableRowElement)) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const command = commandOfKey(event, index, rows.length, page);
    if (command === null || !obey(command, index)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Answers whether the command did something here. */
  function obey(command: RowCommand, index: number): boolean {
    switch (command.kind) {
      case 'go':
        goTo(command.index, command.mode);
        return true;
      case 'open':
        return open(index);
      case 'all':
        onSelection(selectAll(selection, order), 'range');
        return true;
      case 'none':
        if (selection.keys.size > 0) onSelection(selectNone(selection), 'toggle');
        return selection.keys.size > 0;
    }
  }

  function open(index: number): boolean {
    const row = rows[index];
    if (row === undefined || !props.onOpen) return false;
    props.onOpen(row);
    return true;
  }

  function onClick(event: MouseEvent): void {
    const index = indexOf(event.target);
    if (index === null || isControl(event.target)) return;
    const onMark = event.target instanceof Element && event.target.closest('[data-mark]') !== null;
    const mode = modeOfClick(event);
    goTo(index, onMark && mode === 'only' ? 'toggle' : mode);
  }

  function onDoubleClick(event: MouseEvent): void {
    const index = indexOf(event.target);
    if (index !== null && !isControl(event.target)) open(index);
  }

  function onPointerOver(event: PointerEvent): void {
    const row = props.onHover ? rows[indexOf(event.target) ?? -1] : undefined;
    if (row !== undefined) props.onHover?.(row);
  }

  function menuItems(target: Element | null): readonly MenuItem[] {
    const index = indexOf(target);
    const key = index === null ? undefined : order[index];
    if (key === undefined || !props.rowMenu) return [];
    if (selection.keys.has(key)) return props.rowMenu.items(selection.keys);
    onSelection(select(selection, key, 'only', order), 'only');
    return props.rowMenu.items(new Set([key]));
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
      <tbody
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onPointerOver={onPointerOver}
        onKeyDown={onKeyDown}
        className="relative block"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index }) => {
          const row = rows[index];
          const key = order[index];
          if (row === undefined || key === undefined) return null;
          return (
            <TableRow
              key={key}
              row={row}
              index={index}
              height={rowHeight}
              name={rowName(row)}
              columns={visible}
              chosen={selection.keys.has(key)}
              current={index === currentIndex}
              reachable={index === Math.max(0, currentIndex)}
              className={rowClass?.(row) ?? ''}
            />
          );
        })}
      </tbody>
    </table>
  );

  return (
    <div ref={scroller} className={clsx('flex min-h-0 flex-1 flex-col overflow-auto', props.className)}>
      {props.rowMenu ? (
        <ContextMenu label={props.rowMenu.label} items={menuItems}>
          {table}
        </ContextMenu>
      ) : (
        table
      )}
      {rows.length === 0 && <div className="min-h-0 flex-1">{props.empty}</div>}
    </div>
  );
}

const headerHeight = 33;

function withIndex(range: number[], index: number): number[] {
  if (index < 0 || range.includes(index)) return range;
  return [...range, index].sort((a, b) => a - b);
}

function indexOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-index]') : null;
  return row ? Number(row.dataset.index) : null;
}

/** Buttons and links in a cell have their own press. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input, [role="menuitem"]') !== null;
}

function chosenState(selection: TableSelection, count: number): boolean | 'indeterminate' {
  if (selection.keys.size === 0 || count === 0) return false;
  return selection.keys.size >= count ? true : 'indeterminate';
}
