import type { ImageSummary } from '../../../api/contract';
import type { TableSelection } from '../../../ui/table-selection';

/**
 * Drops what is no longer shown, so that an action never touches a row that a filter hides. When the current
 * row is gone the keyboard stands on the next one that is left, with nothing chosen in its place. The same
 * object comes back when nothing is gone.
 */
export function retainShown(
  selection: TableSelection,
  before: readonly string[],
  after: readonly string[],
): TableSelection {
  const shown = new Set(after);
  const keys = [...selection.keys].filter((key) => shown.has(key));
  const current = currentAfter(selection.current, before, shown);
  if (keys.length === selection.keys.size && current === selection.current) return selection;
  const anchor = selection.anchor !== null && shown.has(selection.anchor) ? selection.anchor : current;
  return { keys: new Set(keys), anchor, current };
}

function currentAfter(
  current: string | null,
  before: readonly string[],
  shown: ReadonlySet<string>,
): string | null {
  if (current === null || shown.has(current)) return current;
  const at = before.indexOf(current);
  const next = before.slice(at + 1).find((key) => shown.has(key));
  return next ?? before.slice(0, Math.max(0, at)).findLast((key) => shown.has(key)) ?? null;
}

/** How many are chosen and the sum of their list sizes, bytes; layers that they share count more than once. */
export function totalsOf(images: readonly ImageSummary[]): { count: number; sizeBytes: number } {
  return { count: images.length, sizeBytes: images.reduce((sum, image) => sum + image.sizeBytes, 0) };
}
