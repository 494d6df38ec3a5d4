import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state';

/** The engine does not offer histories: said with its reason, and not as an error. */
export function NoHistory({ reason }: { reason: string }) {
  const { t } = useTranslation('images');
  return <EmptyState compact hollow title={t('history.unavailable')} text={reason} />;
}
