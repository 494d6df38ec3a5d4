import type { i18n as I18n, TFunction } from 'i18next';
import { useContext, useSyncExternalStore } from 'react';
import { I18nContext } from 'react-i18next';
import type { en } from './en/index';

type Namespace = keyof typeof en;

interface Texts {
  subscribe: (listener: () => void) => () => void;
  language: () => string;
  /** One function a language and namespace, made once. */
  fixed: Map<string, TFunction<Namespace>>;
}

const known = new WeakMap<I18n, Texts>();

function textsOf(i18n: I18n): Texts {
  const found = known.get(i18n);
  if (found) return found;
  const made: Texts = {
    subscribe: (listener) => {
      i18n.on('languageChanged', listener);
      return () => i18n.off('languageChanged', listener);
    },
    language: () => i18n.language,
    fixed: new Map(),
  };
  known.set(i18n, made);
  return made;
}

/**
 * `useTranslation` for parts of which a screen has hundreds, such as what stands in table rows: the usual
 * hook copies the whole i18next instance at each mount, which costs more than drawing the part.
 */
export function useTexts<N extends Namespace>(namespace: N): { t: TFunction<N>; language: string } {
  const { i18n } = useContext(I18nContext);
  const texts = textsOf(i18n);
  const language = useSyncExternalStore(texts.subscribe, texts.language);
  const key = `${language} ${namespace}`;
  const t = texts.fixed.get(key) ?? i18n.getFixedT(language, namespace);
  texts.fixed.set(key, t);
  return { t: t as TFunction<N>, language };
}
