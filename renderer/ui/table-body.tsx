import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { RowSlots } from './row-slots';
import type { Column } from './table-columns';
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
import { indexOfRow, isControl } from './table-targets';

export interface TableBodyHandle {
  focus: () => void;
  reveal: (key: string) => void;
}

export interface TableBodyProps<R> {
  /** What scrolls; null until it is in the document. */
  scroller: HTMLElement | null;
  rows: readonly R[];
  /** Keys of the rows, in their order. */
  order: readonly string[];
  rowName: (row: R) => string;
  rowClass: ((row: R) => string) | undefined;
  rowHeight: number;
  /** The visible columns; the same array until they change. */
  columns: readonly Column<R>[];
  selection: TableSelection;
  onSelection: (selection: TableSelection, mode: SelectionMode) => void;
  onOpen: ((row: R) => void) | undefined;
  onHover: ((row: R) => void) | undefined;
  ref: Ref<TableBodyHandle>;
}

/** The rows in sight and what is done to them. Apart from the table, because scrolling draws only this anew. */
export function TableBody<R>(props: TableBodyProps<R>) {
  const { scroller, rows, order, rowHeight, selection, onSelection } = props;
  const currentIndex = useMemo(
    () => (selection.current === null ? -1 : order.indexOf(selection.current)),
    [order, selection.current],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: useOverscan(rows.length > 0),
    // A guess until it is measured: the rows are there at once, and the page is laid out with them.
    initialRect: { width: window.innerWidth, height: window.innerHeight * 0.8 },
    scrollPaddingStart: headerHeight,
    // The focused row must not leave the document, or the focus would be lost.
    rangeExtractor: (range) => withIndex(defaultRangeExtractor(range), currentIndex),
    useFlushSync: false,
  });

  const shown = useShownRows(
    virtual.getVirtualItems().map(({ index }) => index),
    rows,
    order,
  );

  const keepFocus = useRef(false);
  useLayoutEffect(() => {
    if (!keepFocus.current) return;
    keepFocus.current = false;
    const row = scroller?.querySelector<HTMLElement>(`tr[data-index="${currentIndex}"]`);
    row?.focus({ preventScroll: true });
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
    const index = indexOfRow(event.target);
    if (index === null || !(event.target instanceof HTMLTableRowElement)) return;
    const page = Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowHeight) - 2);
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
    const index = indexOfRow(event.target);
    if (index === null || isControl(event.target)) return;
    const onMark = event.target instanceof Element && event.target.closest('[data-mark]') !== null;
    const mode = modeOfClick(event);
    goTo(index, onMark && mode === 'only' ? 'toggle' : mode);
  }

  function onDoubleClick(event: MouseEvent): void {
    const index = indexOfRow(event.target);
    if (index !== null && !isControl(event.target)) open(index);
  }

  function onPointerOver(event: PointerEvent): void {
    const row = props.onHover ? rows[indexOfRow(event.target) ?? -1] : undefined;
    if (row !== undefined) props.onHover?.(row);
  }

  return (
    <tbody
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onPointerOver={onPointerOver}
      onKeyDown={onKeyDown}
      className="relative block"
      style={{ height: virtual.getTotalSize() }}
    >
      {shown.map(({ index, key, row, slot }) => (
        <TableRow
          key={slot}
          row={row}
          index={index}
          height={rowHeight}
          name={props.rowName(row)}
          columns={props.columns}
          chosen={selection.keys.has(key)}
          current={index === currentIndex}
          reachable={index === Math.max(0, currentIndex)}
          className={props.rowClass?.(row) ?? ''}
        />
      ))}
    </tbody>
  );
}

const headerHeight = 33;

/** Rows beyond those in sight, so that scrolling finds some. Nobody scrolls a table before it is painted. */
const overscan = 6;

/** None at first: what a person waits for is a screenful. */
function useOverscan(hasRows: boolean): number {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    if (!hasRows) return;
    const timer = setTimeout(() => setPainted(true), 200);
    return () => clearTimeout(timer);
  }, [hasRows]);
  return painted ? overscan : 0;
}

interface ShownRow<R> {
  index: number;
  key: string;
  row: R;
  /** What it is drawn under. */
  slot: number;
}

function useShownRows<R>(
  indexes: readonly number[],
  rows: readonly R[],
  order: readonly string[],
): ShownRow<R>[] {
  const [slots] = useState(() => new RowSlots());
  const shown = indexes.flatMap((index) => {
    const row = rows[index];
    const key = order[index];
    return row === undefined || key === undefined ? [] : [{ index, key, row }];
  });
  const numbers = slots.of(shown);
  return shown.map((one, i) => ({ ...one, slot: numbers[i] ?? i }));
}

function withIndex(range: number[], index: number): number[] {
  if (index < 0 || range.includes(index)) return range;
  return [...range, index].sort((a, b) => a - b);
}
