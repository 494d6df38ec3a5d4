import type { ImageSummary } from '../../../api/contract';

/**
 * Which rows are chosen. `lead` is the row that the keyboard stands on and the details show; `anchor` is
 * where a range started. Ids, not positions, so a patched or resorted list keeps its selection.
 */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
  lead: string | null;
}

export const noSelection: Selection = { ids: new Set(), anchor: null, lead: null };

export function selectOnly(id: string): Selection {
  return { ids: new Set([id]), anchor: id, lead: id };
}

/** Ctrl/Cmd-click, Space. */
export function toggleOne(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id, lead: id };
}

/** Shift-click: all from the anchor to this row, in place of what was chosen before. */
export function extendTo(selection: Selection, order: readonly string[], id: string): Selection {
  const to = order.indexOf(id);
  const from = selection.anchor === null ? to : order.indexOf(selection.anchor);
  if (to === -1) return selection;
  const start = from === -1 ? to : from;
  const ids = order.slice(Math.min(start, to), Math.max(start, to) + 1);
  return { ids: new Set(ids), anchor: order[start] ?? id, lead: id };
}

/** Arrow keys, Page, Home and End (an infinite `by`); with Shift the range grows. The first press enters the list. */
export function moveLead(
  selection: Selection,
  order: readonly string[],
  by: number,
  extend: boolean,
): Selection {
  const at = selection.lead === null ? -1 : order.indexOf(selection.lead);
  const start = at === -1 && by < 0 ? order.length : at;
  const target = order[Math.min(order.length - 1, Math.max(0, start + by))];
  if (target === undefined) return selection;
  return extend ? extendTo(selection, order, target) : selectOnly(target);
}

export function selectAll(selection: Selection, order: readonly string[]): Selection {
  const lead =
    selection.lead !== null && order.includes(selection.lead) ? selection.lead : (order[0] ?? null);
  return { ids: new Set(order), anchor: order[0] ?? null, lead };
}

/**
 * Drops what is no longer shown, so that an action never touches a row that a filter hides. When the lead is
 * gone the keyboard stands on the next row that is left, with nothing chosen.
 */
export function retainShown(
  selection: Selection,
  before: readonly string[],
  after: readonly string[],
): Selection {
  const shown = new Set(after);
  const ids = [...selection.ids].filter((id) => shown.has(id));
  const lead = leadAfter(selection.lead, before, shown);
  const anchor = selection.anchor !== null && shown.has(selection.anchor) ? selection.anchor : lead;
  if (ids.length === selection.ids.size && lead === selection.lead) return selection;
  return { ids: new Set(ids), anchor, lead };
}

function leadAfter(
  lead: string | null,
  before: readonly string[],
  shown: ReadonlySet<string>,
): string | null {
  if (lead === null || shown.has(lead)) return lead;
  const at = before.indexOf(lead);
  const next = before.slice(at + 1).find((id) => shown.has(id));
  return next ?? before.slice(0, at).findLast((id) => shown.has(id)) ?? null;
}

/** How many are chosen and the sum of their list sizes, bytes; layers that they share count more than once. */
export function selectionTotals(images: readonly ImageSummary[]): { count: number; sizeBytes: number } {
  return { count: images.length, sizeBytes: images.reduce((sum, image) => sum + image.sizeBytes, 0) };
}
