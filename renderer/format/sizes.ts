import type { Locale } from './locale';

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/**
 * Bytes as the Docker command line counts them: decimal units (1 kB = 1,000 B), three significant digits,
 * so that figures agree with `docker images`. A negative or unknown size is a dash.
 */
export function formatSize(bytes: number | null, locale: Locale): string {
  if (bytes === null || !Number.isFinite(bytes) || bytes < 0) return '–';
  const { value, unit } = scale(bytes);
  return `${numberFormat(locale).format(value)} ${unit}`;
}

/** Bytes a second, `12.3 MB/s`; a dash when unknown. */
export function formatSpeed(bytesPerSecond: number | null, locale: Locale): string {
  const size = formatSize(bytesPerSecond, locale);
  return size === '–' ? size : `${size}/s`;
}

function scale(bytes: number): { value: number; unit: (typeof units)[number] } {
  let value = bytes;
  let power = 0;
  // 999.5 would be rounded to 1,000 of the smaller unit.
  while (value >= 999.5 && power < units.length - 1) {
    value /= 1000;
    power += 1;
  }
  return { value, unit: units[power] ?? 'B' };
}

const formats = new Map<Locale, Intl.NumberFormat>();

/** Making an Intl format is slow; tables ask for thousands. */
function numberFormat(locale: Locale): Intl.NumberFormat {
  const known = formats.get(locale);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, useGrouping: false });
  formats.set(locale, made);
  return made;
}
