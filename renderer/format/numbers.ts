import type { Locale } from './locale';

const counts = { en: new Intl.NumberFormat('en'), 'zh-CN': new Intl.NumberFormat('zh-CN') };
const shares = { en: percentIn('en'), 'zh-CN': percentIn('zh-CN') };

/** `12,345` */
export function formatCount(value: number, locale: Locale): string {
  return counts[locale].format(value);
}

/** `42 %` in the locale's way; `share` is 0 to 1. */
export function formatPercent(share: number, locale: Locale): string {
  return shares[locale].format(share);
}

function percentIn(locale: Locale): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
}

const tenths = { en: tenthsIn('en'), 'zh-CN': tenthsIn('zh-CN') };

/** `98.7%`, cut and not rounded: what falls short of 100% never reads as 100%. */
export function formatShare(share: number, locale: Locale): string {
  return tenths[locale].format(Math.floor(share * 1000) / 1000);
}

function tenthsIn(locale: Locale): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
}
