import type { RawHistoryEntry } from '../image-model';
import type { PlacedStep } from './origin';

const same = (a: RawHistoryEntry | undefined, b: RawHistoryEntry) =>
  a !== undefined && a.createdBy === b.createdBy && a.created === b.created && a.comment === b.comment;

/** Whether an image's history (base first) goes on from another's. */
export function continuesHistory(entries: RawHistoryEntry[], base: RawHistoryEntry[]): boolean {
  return (
    base.length > 0 && base.length <= entries.length && base.every((entry, i) => same(entries[i], entry))
  );
}

/** Whether a step's time is nearer to the base's last layer than to the first own step. */
function nearerToBase(step: PlacedStep, base: PlacedStep, own: PlacedStep): boolean {
  return step.entry.created - base.entry.created <= own.entry.created - step.entry.created;
}

/**
 * How many steps from the base up belong to the base image. With the base's history (base first) that is
 * certain. Otherwise: all up to its last layer, and those metadata steps above it that were made about
 * when the base was rather than when the image was.
 */
export function inheritedSteps(
  steps: PlacedStep[],
  baseLayers: number,
  baseHistory: RawHistoryEntry[],
): number {
  if (
    continuesHistory(
      steps.map((step) => step.entry),
      baseHistory,
    )
  )
    return baseHistory.length;
  if (baseLayers === 0) return 0;
  const last = steps.findIndex((step) => step.layer === baseLayers - 1);
  const base = steps[last];
  if (base === undefined) return 0;
  const firstOwn = steps.findIndex((step) => step.layer === baseLayers);
  const own = steps[firstOwn] ?? steps.at(-1);
  const between = steps.slice(last + 1, firstOwn < 0 ? steps.length : firstOwn);
  const kept = between.findIndex((step) => own === undefined || !nearerToBase(step, base, own));
  return last + 1 + (kept < 0 ? between.length : kept);
}
