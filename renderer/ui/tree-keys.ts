import type { KeyPress } from './table-keys';
import { targetOfKey } from './table-selection';

/** What a key means on a line of a tree. */
export type TreeCommand =
  | { kind: 'go'; index: number }
  | { kind: 'toggle'; open: boolean }
  | { kind: 'parent' }
  | { kind: 'open' }
  | { kind: 'all' }
  | { kind: 'type'; letter: string };

export interface TreePlace {
  index: number;
  count: number;
  /** Lines that a page key moves. */
  page: number;
  /** Whether the folder is open; null for what has nothing in it. */
  open: boolean | null;
}

/**
 * The keys of a file manager (WAI-ARIA, tree view pattern): arrows, Home, End and page keys move; right opens a folder
 * or enters it, left closes it or leads out of it; Enter opens, `*` opens everything, letters seek by name. Null for keys
 * that are not the tree's.
 */
export function commandOfTreeKey(press: KeyPress, place: TreePlace): TreeCommand | null {
  if (press.altKey || press.ctrlKey || press.metaKey) return null;
  const target = targetOfKey(press.key, place.index, place.count, place.page);
  if (target !== null) return { kind: 'go', index: target };
  return foldCommand(press.key, place) ?? letterCommand(press.key);
}

function foldCommand(key: string, { index, count, open }: TreePlace): TreeCommand | null {
  switch (key) {
    case 'ArrowRight':
      if (open === false) return { kind: 'toggle', open: true };
      return open === true && index + 1 < count ? { kind: 'go', index: index + 1 } : null;
    case 'ArrowLeft':
      return open === true ? { kind: 'toggle', open: false } : { kind: 'parent' };
    case 'Enter':
      return { kind: 'open' };
    case '*':
      return { kind: 'all' };
    default:
      return null;
  }
}

/** `/` and `?` belong to the window: the search box and the list of shortcuts. */
function letterCommand(key: string): TreeCommand | null {
  return [...key].length === 1 && !/[\s/?]/u.test(key) ? { kind: 'type', letter: key } : null;
}
