import { formatDuration } from '../format/durations';
import type { Locale } from '../format/locale';
import { formatCount, formatPercent } from '../format/numbers';
import { formatSize, formatSpeed } from '../format/sizes';
import { formatDateTime, formatPreciseTime, formatRelative } from '../format/times';
import { useTexts } from './use-texts';

/** The language on screen. */
export function useLocale(): Locale {
  return useTexts('common').language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** The functions of `renderer/format` in the language on screen; the same object until that changes. */
export interface Format {
  locale: Locale;
  size: (bytes: number | null) => string;
  speed: (bytesPerSecond: number | null) => string;
  duration: (milliseconds: number | null) => string;
  count: (value: number) => string;
  percent: (share: number) => string;
  relative: (time: number, now: number) => string;
  dateTime: (time: number) => string;
  preciseTime: (time: number) => string;
}

export function useFormat(): Format {
  return formats[useLocale()];
}

const formats: Record<Locale, Format> = { en: formatIn('en'), 'zh-CN': formatIn('zh-CN') };

function formatIn(locale: Locale): Format {
  return {
    locale,
    size: (bytes) => formatSize(bytes, locale),
    speed: (bytes) => formatSpeed(bytes, locale),
    duration: (milliseconds) => formatDuration(milliseconds, locale),
    count: (value) => formatCount(value, locale),
    percent: (share) => formatPercent(share, locale),
    relative: (time, now) => formatRelative(time, now, locale),
    dateTime: (time) => formatDateTime(time, locale),
    preciseTime: (time) => formatPreciseTime(time, locale),
  };
}
