import type { Locale } from './locale';

type Unit = 'day' | 'hour' | 'minute' | 'second';

const lengths: readonly { unit: Unit; seconds: number }[] = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
];

/**
 * A span of time in its two largest units, `1m 20s`, `2h 5m`; below ten seconds with a tenth. Input in
 * milliseconds; a dash when unknown.
 */
export function formatDuration(milliseconds: number | null, locale: Locale): string {
  if (milliseconds === null || !Number.isFinite(milliseconds) || milliseconds < 0) return '–';
  if (milliseconds < 9950) return part(Math.round(milliseconds / 100) / 10, 'second', locale);
  let rest = Math.round(milliseconds / 1000);
  const parts: string[] = [];
  for (const { unit, seconds } of lengths) {
    const value = Math.floor(rest / seconds);
    rest -= value * seconds;
    // After the largest unit only its neighbour is told, even when that is zero and thus left out.
    if (value > 0) parts.push(part(value, unit, locale));
    if (parts.length === 2 || (parts.length === 1 && value === 0)) break;
  }
  return parts.join(' ');
}

function part(value: number, unit: Unit, locale: Locale): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  }).format(value);
}
