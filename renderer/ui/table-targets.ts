/** The row (its position among all rows) in which an event happened; null outside of rows. */
export function indexOfRow(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-index]') : null;
  return row ? Number(row.dataset.index) : null;
}

/** Buttons and links in a cell have their own press. */
export function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input, [role="menuitem"]') !== null;
}
