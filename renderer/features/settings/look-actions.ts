import { Languages, Palette } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Action, useActions } from '../../ui/actions';
import { useChangeSettings } from './use-change-settings';

/** Theme and language in the command palette; the native menu's commands run these too. */
export function useLookActions(): void {
  const { t } = useTranslation('app');
  const change = useChangeSettings();
  const group = t('group.view');
  const theme = (id: string, title: string, value: 'system' | 'light' | 'dark'): Action => ({
    id,
    title,
    group,
    icon: Palette,
    run: () => change({ theme: value }),
  });
  const language = (id: string, title: string, value: 'en' | 'zh-CN'): Action => ({
    id,
    title,
    group,
    icon: Languages,
    // Findable by a person who cannot read the language on screen.
    keywords: ['language', '语言', 'english', 'chinese', '中文'],
    run: () => change({ language: value }),
  });
  useActions([
    theme('theme-system', t('action.themeSystem'), 'system'),
    theme('theme-light', t('action.themeLight'), 'light'),
    theme('theme-dark', t('action.themeDark'), 'dark'),
    language('language-en', t('action.languageEnglish'), 'en'),
    language('language-zh', t('action.languageChinese'), 'zh-CN'),
  ]);
}
