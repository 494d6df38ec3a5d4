import { useEffect, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppInfo } from '../../api/app-info';
import { useSettings } from '../../api/settings';
import { applyTheme, type Look, rememberedLook, rememberLook, setOnPage } from './look';

/** Keeps theme and language of the page as the person set them, and remembers both for the next start. */
export function useLook(): void {
  const { i18n } = useTranslation();
  const { theme, locale } = useWantedLook();
  useLayoutEffect(() => applyTheme(theme), [theme]);
  useLayoutEffect(() => {
    setOnPage('lang', locale);
    // Both languages are in memory, so this is immediate.
    if (i18n.language !== locale) void i18n.changeLanguage(locale);
  }, [i18n, locale]);
  useEffect(() => rememberLook({ theme, locale }), [theme, locale]);
}

function useWantedLook(): Look {
  const { settings } = useSettings();
  const info = useAppInfo();
  const known = rememberedLook();
  if (!settings) return known;
  const system = info?.systemLanguage ?? known.locale;
  return { theme: settings.theme, locale: settings.language === 'system' ? system : settings.language };
}
