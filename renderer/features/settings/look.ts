import type { Settings } from '../../api/contract';
import type { Locale } from '../../format/locale';

/** How the window looks before main has told the settings: what it looked like the last time. */
export interface Look {
  theme: Settings['theme'];
  /** The language itself, never `system`. */
  locale: Locale;
}

const place = 'look';

export function rememberedLook(): Look {
  const stored = localStorage.getItem(place)?.split(' ') ?? [];
  const [theme, locale] = stored;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    locale: locale === 'zh-CN' || locale === 'en' ? locale : localeOf(navigator.language),
  };
}

export function rememberLook({ theme, locale }: Look): void {
  localStorage.setItem(place, `${theme} ${locale}`);
}

/** The app's language for a language tag of the system. */
export function localeOf(tag: string): Locale {
  return /^zh\b/i.test(tag) ? 'zh-CN' : 'en';
}

const dark = '(prefers-color-scheme: dark)';

/** Puts a theme on the page; answers the function that stops following the system. */
export function applyTheme(theme: Settings['theme']): () => void {
  const system = window.matchMedia(dark);
  const apply = () => {
    const darkness = theme === 'system' ? system.matches : theme === 'dark';
    setOnPage('data-theme', darkness ? 'dark' : 'light');
  };
  apply();
  system.addEventListener('change', apply);
  return () => system.removeEventListener('change', apply);
}

/** Sets an attribute of the page unless it has that value: setting it again would style everything again. */
export function setOnPage(name: string, value: string): void {
  const page = document.documentElement;
  if (page.getAttribute(name) !== value) page.setAttribute(name, value);
}
