import type { ReactNode } from 'react';

export interface Column<R> {
  id: string;
  /** Heading and name of the column. */
  title: string;
  /** Width in px until the person changes it. */
  width: number;
  minWidth?: number;
  /** Takes the width that is left over; one column at most. */
  grow?: boolean;
  align?: 'start' | 'end';
  sortable?: boolean;
  /** The first order when its heading is pressed; figures and times start with the largest. */
  descendingFirst?: boolean;
  /** It cannot be hidden. */
  fixed?: boolean;
  /** What stands in the cell. Called only when the row object changes. */
  render: (row: R) => ReactNode;
}

/** What a person changed of a column; in the order of the columns on screen. */
export interface ColumnState {
  id: string;
  width: number;
  hidden: boolean;
}

export interface TableSort {
  column: string;
  descending: boolean;
}

export interface PlacedColumn<R> extends Column<R> {
  hidden: boolean;
}

/**
 * The columns in the person's order with the person's widths. Columns that the stored state does not know
 * (they came with a newer version) stand where the table defines them.
 */
export function placeColumns<R>(
  columns: readonly Column<R>[],
  state: readonly ColumnState[],
): PlacedColumn<R>[] {
  const known = state.flatMap((stored) => {
    const column = columns.find((candidate) => candidate.id === stored.id);
    return column ? [placed(column, stored)] : [];
  });
  const missing = columns.filter((column) => !state.some((stored) => stored.id === column.id));
  for (const column of missing) known.splice(columns.indexOf(column), 0, placed(column, undefined));
  return known;
}

/** Columns by their ids, which stand behind each other with a space between. */
export function columnsNamed<R>(columns: readonly Column<R>[], ids: string): Column<R>[] {
  return ids.split(' ').flatMap((id) => columns.find((column) => column.id === id) ?? []);
}

function placed<R>(column: Column<R>, stored: ColumnState | undefined): PlacedColumn<R> {
  const width = stored ? Math.max(stored.width, column.minWidth ?? minimum) : column.width;
  return { ...column, width, hidden: column.fixed ? false : (stored?.hidden ?? false) };
}

export const minimum = 56;
const checkboxWidth = 36;

/** Tracks of the grid that heading and rows share. */
export function gridTemplate(columns: readonly Pick<PlacedColumn<unknown>, 'width' | 'grow'>[]): string {
  const tracks = columns.map(({ width, grow }) => (grow ? `minmax(${width}px, 1fr)` : `${width}px`));
  const rest = columns.some((column) => column.grow) ? [] : ['minmax(0, 1fr)'];
  return [`${checkboxWidth}px`, ...tracks, ...rest].join(' ');
}

/** Below this width the table scrolls sideways. */
export function leastWidth(columns: readonly Pick<PlacedColumn<unknown>, 'width'>[]): number {
  return columns.reduce((sum, column) => sum + column.width, checkboxWidth);
}

export function stateOf<R>(columns: readonly PlacedColumn<R>[]): ColumnState[] {
  return columns.map(({ id, width, hidden }) => ({ id, width, hidden }));
}

/** The state with one column changed. */
export function changeColumn<R>(
  columns: readonly PlacedColumn<R>[],
  id: string,
  change: Partial<Omit<ColumnState, 'id'>>,
): ColumnState[] {
  return stateOf(columns).map((column) => (column.id === id ? { ...column, ...change } : column));
}
