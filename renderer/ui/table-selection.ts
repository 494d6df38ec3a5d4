/**
 * Which rows of a table are chosen. Keys, not positions, so that it stays right when rows come, go or are
 * sorted. `current` is the row that has, or last had, the focus; ranges start at `anchor`.
 */
export interface TableSelection {
  keys: ReadonlySet<string>;
  current: string | null;
  anchor: string | null;
}

export const emptySelection: TableSelection = { keys: new Set(), current: null, anchor: null };

/** How a press or a key changes the selection. */
export type SelectionMode = 'only' | 'toggle' | 'range' | 'move';

/** The mode that modifier keys stand for, with the mouse. */
export function modeOfClick(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): SelectionMode {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'only';
}

/**
 * Goes to the row `key`.
 * `only`: it alone is chosen. `toggle`: it is added or taken out. `range`: all from the anchor to it are
 * chosen. `move`: it becomes current and nothing else changes.
 */
export function select(
  selection: TableSelection,
  key: string,
  mode: SelectionMode,
  order: readonly string[],
): TableSelection {
  switch (mode) {
    case 'only':
      return { keys: new Set([key]), current: key, anchor: key };
    case 'toggle':
      return { keys: toggled(selection.keys, key), current: key, anchor: key };
    case 'range':
      return rangeTo(selection, key, order);
    case 'move':
      return { ...selection, current: key };
  }
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

function rangeTo(selection: TableSelection, key: string, order: readonly string[]): TableSelection {
  const to = order.indexOf(key);
  const anchored = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const from = anchored < 0 ? to : anchored;
  const keys = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
  return { keys, current: key, anchor: order[from] ?? key };
}

export function selectAll(selection: TableSelection, order: readonly string[]): TableSelection {
  return { ...selection, keys: new Set(order) };
}

export function selectNone(selection: TableSelection): TableSelection {
  return { ...selection, keys: new Set() };
}

/** The selection without rows that are gone; the same object when none is. */
export function withoutGone(selection: TableSelection, known: ReadonlySet<string>): TableSelection {
  const gone = (key: string | null) => key !== null && !known.has(key);
  const keys = [...selection.keys].filter((key) => known.has(key));
  if (keys.length === selection.keys.size && !gone(selection.current) && !gone(selection.anchor)) {
    return selection;
  }
  return {
    keys: keys.length === selection.keys.size ? selection.keys : new Set(keys),
    current: gone(selection.current) ? null : selection.current,
    anchor: gone(selection.anchor) ? null : selection.anchor,
  };
}

/** The row that a key leads to from row `index` of `count`; null when the key leads nowhere. */
export function targetOfKey(key: string, index: number, count: number, page: number): number | null {
  const inside = (wanted: number) => Math.max(0, Math.min(count - 1, wanted));
  switch (key) {
    case 'ArrowDown':
      return inside(index + 1);
    case 'ArrowUp':
      return inside(index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return inside(index + page);
    case 'PageUp':
      return inside(index - page);
    default:
      return null;
  }
}
