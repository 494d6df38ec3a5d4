import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../format/locale';
import { en } from './en/index';
import { zhCN } from './zh-CN/index';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
    returnNull: false;
  }
}

/** The namespaces of texts, one an area of the app. */
export const namespaces = Object.keys(en) as (keyof typeof en)[];

/**
 * Starts the texts in one language. Both languages are in the bundle, so this and switching are
 * immediate. React escapes what it shows, so texts are not escaped a second time.
 */
export function startI18n(locale: Locale): I18n {
  const instance = i18next.createInstance();
  // With bundled resources and no back end this ends before it returns; nothing is left to wait for.
  void instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    initAsync: false,
    ns: namespaces,
    defaultNS: 'common',
    resources: { en, 'zh-CN': zhCN },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    returnNull: false,
  });
  return instance;
}
