import type { Column, ColumnState } from '../../../ui/table-columns';
import { placeColumns, stateOf } from '../../../ui/table-columns';
import type { ImageColumnId } from './sort-images';

/** What the details beside the list say as well goes first; how much and how new an image is goes last. */
const leastNeeded: readonly ImageColumnId[] = ['platform', 'id', 'containers', 'created'];
/** These give way before a column is dropped that is needed more than a long name. */
const shrinking: Partial<Record<ImageColumnId, number>> = { repository: 140, tag: 110 };
/** The tick before each row and the scroll bar. */
const beside = 46;

/**
 * The columns for a list that has become narrow: some are left out and names get less room, so that it need
 * not be scrolled sideways. What the person set is not touched.
 */
export function compactColumns<R>(
  columns: readonly Column<R>[],
  state: readonly ColumnState[],
  width: number,
): ColumnState[] {
  let compact = stateOf(placeColumns(columns, state));
  for (const id of leastNeeded) {
    if (leastOf(compact) + beside <= width) break;
    compact = compact.map((column) => (column.id === id ? { ...column, hidden: true } : column));
  }
  return shrunk(compact, width - beside);
}

/** The person's own state after a change was made to compact columns: what was only left out stays shown. */
export function withoutCompacting(
  next: readonly ColumnState[],
  compact: readonly ColumnState[],
  own: readonly ColumnState[],
): ColumnState[] {
  return next.map((column) => {
    const before = compact.find(({ id }) => id === column.id);
    const mine = own.find(({ id }) => id === column.id);
    if (!before || !mine) return column;
    return {
      id: column.id,
      width: column.width === before.width ? mine.width : column.width,
      hidden: column.hidden === before.hidden ? mine.hidden : column.hidden,
    };
  });
}

function leastOf(state: readonly ColumnState[]): number {
  return sum(state.map((column) => (column.hidden ? 0 : leastWidth(column))));
}

function leastWidth({ id, width }: ColumnState): number {
  return Math.min(width, shrinking[id as ImageColumnId] ?? width);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Takes what is too much from the columns that may shrink, in proportion to what each can give. */
function shrunk(state: readonly ColumnState[], room: number): ColumnState[] {
  const shown = state.filter(({ hidden }) => !hidden);
  const excess = sum(shown.map(({ width }) => width)) - room;
  const givable = sum(shown.map((column) => column.width - leastWidth(column)));
  if (excess <= 0 || givable === 0) return [...state];
  const share = Math.min(1, excess / givable);
  return state.map((column) => ({
    ...column,
    width: Math.floor(column.width - (column.width - leastWidth(column)) * share),
  }));
}
