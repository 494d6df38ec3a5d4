import { useTranslation } from 'react-i18next';

/** What stands for the figures while only some layers are known: any figure would be wrong. */
export function PartNotice({ known, missing }: { known: number; missing: number }) {
  const { t } = useTranslation('layers');
  return (
    <div role="status" className="min-w-0 flex-1">
      <p className="font-medium">{t('part.title', { number: known, count: known + missing })}</p>
      <p className="text-sm text-muted">{t('part.text')}</p>
    </div>
  );
}
