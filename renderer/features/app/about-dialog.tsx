import { useTranslation } from 'react-i18next';
import { useAppInfo } from '../../api/app-info';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { ProductIcon } from '../../ui/product-icon';

export function AboutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  const info = useAppInfo();
  const lines = info
    ? [
        [t('about.electron'), info.electron],
        [t('about.chrome'), info.chrome],
        [t('about.node'), info.node],
      ]
    : [];
  return (
    <Dialog title={t('about.title')} size="sm" onClose={onClose}>
      <div className="flex flex-col items-center gap-4 py-2 text-center">
        <ProductIcon size={112} />
        <div>
          <p className="text-xl font-semibold">Layeryard</p>
          {info && <p className="selectable text-muted">{t('about.version', { version: info.version })}</p>}
        </div>
        <p className="text-balance">{t('about.tagline')}</p>
        <div className="flex items-center gap-1 rounded-lg border border-line bg-sunken py-1 pr-1 pl-3">
          <dl className="selectable flex gap-4 text-left text-sm">
            {lines.map(([name, version]) => (
              <div key={name}>
                <dt className="text-faint">{name}</dt>
                <dd>{version}</dd>
              </div>
            ))}
          </dl>
          <CopyButton
            label={t('about.versions')}
            text={() =>
              [['Layeryard', info?.version ?? ''], ...lines].map((line) => line.join(' ')).join('\n')
            }
          />
        </div>
        <p className="text-sm text-faint">{t('about.license')}</p>
      </div>
    </Dialog>
  );
}
