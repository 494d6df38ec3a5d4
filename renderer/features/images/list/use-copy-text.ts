import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../../api/clipboard';
import { toast } from '../../../ui/toast';

/** Copies a text from a menu, which is gone when it is done: a message says how it went. */
export function useCopyText(): (text: string) => void {
  const { t } = useTranslation();
  return useCallback(
    (text) => {
      copyText(text).then(
        () => toast.success(t('copied'), { description: text, id: 'copied' }),
        () => toast.error(t('copyFailed'), { id: 'copied' }),
      );
    },
    [t],
  );
}
