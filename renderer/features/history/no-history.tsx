import { useTranslation } from 'react-i18next';
import type { Lack } from '../../api/contract';
import { whyText } from '../../i18n/error-text';
import { EmptyState } from '../../ui/empty-state';

/** The engine does not offer histories: said with its reason, and not as an error. */
export function NoHistory({ lack }: { lack: Lack }) {
  const { t } = useTranslation('images');
  const { t: tErrors } = useTranslation('errors');
  const reason = whyText(tErrors, lack.why, lack.params);
  return <EmptyState compact hollow title={t('history.unavailable')} text={reason} />;
}
