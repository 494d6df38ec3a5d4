import { median } from './statistics';

export type Unit = 'ms' | 's' | 'MB' | '%' | 'B a file';

/** One line of the table. */
export interface Figure {
  what: string;
  unit: Unit;
  /** Median of the rounds; null when it could not be measured. */
  measured: number | null;
  /** What it is compared with, and the median of that; null for figures that stand alone. */
  against: { name: string; value: number } | null;
  /** Median of the ratios of the rounds. */
  ratio: number | null;
  goal: string;
  /** Null when there was nothing to hold to the goal. */
  met: boolean | null;
  /** What else was seen, or why it could not be measured. */
  note: string;
}

/** One round of a comparison, both in the unit of the figure. */
export interface Pair {
  measured: number;
  against: number;
}

export interface Goal {
  text: string;
  isMet: (figure: { measured: number; against: number; ratio: number }) => boolean;
}

/** `<= limit x`. */
export function atMostTimes(limit: number): Goal {
  return { text: `<= ${limit} x`, isMet: ({ ratio }) => ratio <= limit };
}

/** A figure that was measured beside what it is compared with, round by round. */
export function comparison(
  about: { what: string; unit: Unit; against: string; goal: Goal; note?: string },
  pairs: readonly Pair[],
): Figure {
  const measured = median(pairs.map((pair) => pair.measured));
  const against = median(pairs.map((pair) => pair.against));
  const ratio = median(pairs.map((pair) => pair.measured / pair.against));
  return {
    what: about.what,
    unit: about.unit,
    measured,
    against: { name: about.against, value: against },
    ratio,
    goal: about.goal.text,
    met: about.goal.isMet({ measured, against, ratio }),
    note: about.note ?? '',
  };
}

/** A figure that is held to a limit in its own unit. */
export function limited(
  about: { what: string; unit: Unit; limit: number; note?: string },
  values: readonly number[],
): Figure {
  const measured = median(values);
  return {
    what: about.what,
    unit: about.unit,
    measured,
    against: null,
    ratio: null,
    goal: `<= ${about.limit} ${about.unit}`,
    met: measured <= about.limit,
    note: about.note ?? '',
  };
}

/** A line that says why there is no figure. */
export function notMeasured(what: string, reason: string): Figure {
  return { what, unit: 'ms', measured: null, against: null, ratio: null, goal: '', met: null, note: reason };
}
