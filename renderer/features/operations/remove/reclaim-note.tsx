import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';

/** How much disk a removal gives back, or that it cannot be told before. */
export function ReclaimNote({ bytes }: { bytes: number | null }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  if (bytes === null) return <>{t('remove.freesUnknown')}</>;
  if (bytes === 0) return <>{t('remove.freesNothing')}</>;
  return <span className="font-medium text-fg">{t('remove.frees', { size: format.size(bytes) })}</span>;
}
