import { type SelectionMode, targetOfKey } from './table-selection';

/** What a key means on a row. */
export type RowCommand =
  | { kind: 'go'; index: number; mode: SelectionMode }
  | { kind: 'open' }
  | { kind: 'all' }
  | { kind: 'none' };

export interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/**
 * Arrows, Home, End and Page keys move and choose; with Shift they extend, with Control they only move.
 * Space toggles, Enter opens, Control-A chooses all, Escape none. Null for keys that are not the table's.
 */
export function commandOfKey(press: KeyPress, index: number, count: number, page: number): RowCommand | null {
  if (press.altKey) return null;
  const controlled = press.ctrlKey || press.metaKey;
  const target = targetOfKey(press.key, index, count, page);
  if (target !== null) {
    const plain = controlled ? 'move' : 'only';
    return { kind: 'go', index: target, mode: press.shiftKey ? 'range' : plain };
  }
  return controlled ? controlledCommand(press.key) : plainCommand(press, index);
}

function controlledCommand(key: string): RowCommand | null {
  return key.toLowerCase() === 'a' ? { kind: 'all' } : null;
}

function plainCommand({ key, shiftKey }: KeyPress, index: number): RowCommand | null {
  switch (key) {
    case ' ':
      return { kind: 'go', index, mode: shiftKey ? 'range' : 'toggle' };
    case 'Enter':
      return { kind: 'open' };
    case 'Escape':
      return { kind: 'none' };
    default:
      return null;
  }
}
