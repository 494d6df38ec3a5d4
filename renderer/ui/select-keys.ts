/** What a key means on a box that chooses one of a list; the focus stays on the box. */
export type SelectCommand =
  | { kind: 'open' }
  | { kind: 'move'; index: number }
  | { kind: 'choose' }
  | { kind: 'leave' }
  | { kind: 'type'; letter: string };

export interface SelectKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** A page is this many choices. */
const page = 10;

/**
 * The keys of the select-only combobox pattern (WAI-ARIA APG). `index` is the choice that is marked, of
 * `count`. Null for keys that are not the box's.
 */
export function commandOfSelectKey(
  press: SelectKey,
  open: boolean,
  index: number,
  count: number,
): SelectCommand | null {
  if (press.ctrlKey || press.metaKey) return null;
  const letter = press.key.length === 1 && press.key !== ' ' ? press.key : null;
  if (letter !== null && !press.altKey) return { kind: 'type', letter };
  return open ? commandWhenOpen(press, index, count) : commandWhenClosed(press.key);
}

function commandWhenClosed(key: string): SelectCommand | null {
  return ['ArrowDown', 'ArrowUp', 'Enter', ' '].includes(key) ? { kind: 'open' } : null;
}

function commandWhenOpen({ key, altKey }: SelectKey, index: number, count: number): SelectCommand | null {
  const move = (wanted: number): SelectCommand => ({
    kind: 'move',
    index: Math.max(0, Math.min(count - 1, wanted)),
  });
  switch (key) {
    case 'ArrowDown':
      return move(index + 1);
    case 'ArrowUp':
      return altKey ? { kind: 'choose' } : move(index - 1);
    case 'Home':
      return move(0);
    case 'End':
      return move(count - 1);
    case 'PageDown':
      return move(index + page);
    case 'PageUp':
      return move(index - page);
    case 'Enter':
    case ' ':
      return { kind: 'choose' };
    case 'Tab':
      return { kind: 'leave' };
    default:
      return null;
  }
}

/** The next text from `start` on, going round, that begins with what was typed; -1 when none does. */
export function findByLetters(texts: readonly string[], letters: string, start: number): number {
  const wanted = letters.toLocaleLowerCase();
  for (let step = 0; step < texts.length; step += 1) {
    const index = (start + step) % texts.length;
    if (texts[index]?.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}
