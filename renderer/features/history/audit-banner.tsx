import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';

export interface AuditBannerProps {
  /** Indexes of the steps that nobody can audit. */
  unaudited: readonly number[];
  onShow: (index: number) => void;
}

/** Says at the top that some layer cannot be checked, since a long history hides it. */
export function AuditBanner({ unaudited, onShow }: AuditBannerProps) {
  const { t } = useTranslation('images');
  const [first] = unaudited;
  if (first === undefined) return null;
  return (
    <Banner
      tone="warning"
      title={t('history.auditTitle', { count: unaudited.length })}
      actions={
        <Button size="sm" onClick={() => onShow(first)}>
          {t('history.auditShow')}
        </Button>
      }
    >
      {t('history.auditText')}
    </Banner>
  );
}
