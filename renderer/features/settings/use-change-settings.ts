import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../api/api-error';
import type { Settings } from '../../api/contract';
import { useSettings } from '../../api/settings';
import { errorSentence } from '../../i18n/error-text';
import { toast } from '../../ui/toast';

/** Changes settings, telling the person when one could not be kept. */
export function useChangeSettings(): (changes: Partial<Settings>) => void {
  const { t } = useTranslation(['app', 'errors']);
  const { t: tErrors } = useTranslation('errors');
  const { change } = useSettings();
  return (changes) => {
    change(changes).catch((error: unknown) => {
      toast.error(t('settings.failed'), { description: errorSentence(tErrors, appErrorOf(error)) });
    });
  };
}
