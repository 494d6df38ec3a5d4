import type { Locale } from './locale';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps: readonly { unit: Intl.RelativeTimeFormatUnit; length: number; until: number }[] = [
  { unit: 'minute', length: minute, until: hour },
  { unit: 'hour', length: hour, until: day },
  { unit: 'day', length: day, until: 14 * day },
  { unit: 'week', length: 7 * day, until: 60 * day },
  { unit: 'month', length: 30.44 * day, until: 365 * day },
  { unit: 'year', length: 365.25 * day, until: Number.POSITIVE_INFINITY },
];

interface Formats {
  relative: Intl.RelativeTimeFormat;
  nearest: Intl.RelativeTimeFormat;
  absolute: Intl.DateTimeFormat;
  precise: Intl.DateTimeFormat;
}

const formats = new Map<Locale, Formats>();

/** Making an Intl format is slow; tables ask for thousands. */
function formatsOf(locale: Locale): Formats {
  const known = formats.get(locale);
  if (known) return known;
  const made: Formats = {
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'always' }),
    nearest: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    absolute: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    precise: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }),
  };
  formats.set(locale, made);
  return made;
}

/**
 * How long ago, `3 hours ago`, with whole units rounded down; `now` within a minute. Times are Unix
 * milliseconds; 0 stands for "none recorded" in Docker's data and gives a dash.
 */
export function formatRelative(time: number, now: number, locale: Locale): string {
  if (time <= 0) return '–';
  const { relative, nearest } = formatsOf(locale);
  const past = now - time;
  const distance = Math.abs(past);
  if (distance < minute) return nearest.format(0, 'second');
  const step = steps.find((candidate) => distance < candidate.until);
  if (!step) return '–';
  return relative.format(-Math.trunc(past / step.length), step.unit);
}

/** Date and minute in the person's time zone; a dash for 0. */
export function formatDateTime(time: number, locale: Locale): string {
  return time <= 0 ? '–' : formatsOf(locale).absolute.format(time);
}

/** Weekday, date, second and time zone, for tooltips; a dash for 0. */
export function formatPreciseTime(time: number, locale: Locale): string {
  return time <= 0 ? '–' : formatsOf(locale).precise.format(time);
}
