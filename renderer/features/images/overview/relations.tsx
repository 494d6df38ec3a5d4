import { useTranslation } from 'react-i18next';
import type { ImageDetails } from '../../../api/contract';
import { Section } from './facts';
import { ImageLinks } from './image-links';

/** Which images are built on this one, and how many of its layers others have too. */
export function Relations({ details }: { details: ImageDetails }) {
  const { t } = useTranslation('images');
  const { descendants, engineId, layers } = details;
  return (
    <>
      {layers.length > 0 && (
        <Section title={t('system.sharing')}>
          <Sharing details={details} />
        </Section>
      )}
      <Section title={t('system.descendants')}>
        {descendants.length === 0 ? (
          <p className="text-faint">{t('system.noDescendants')}</p>
        ) : (
          <>
            <p className="text-muted">{t('system.descendantsCount', { count: descendants.length })}</p>
            <ImageLinks engineId={engineId} images={descendants} />
          </>
        )}
      </Section>
    </>
  );
}

/** One small block a layer, base on the left; those that others have too are filled. */
function Sharing({ details }: { details: ImageDetails }) {
  const { t } = useTranslation('images');
  const total = details.layers.length;
  const shared = details.chain.filter(({ sharedWith }) => sharedWith > 0).length;
  const key = shared === 0 ? 'sharingNone' : shared === total ? 'sharingAll' : 'sharingSome';
  return (
    <>
      <div aria-hidden className="flex h-2 gap-0.5">
        {details.chain.map(({ chainId, sharedWith }) => (
          <span
            key={chainId}
            className={`min-w-px flex-1 rounded-xs ${sharedWith > 0 ? 'bg-strata-4' : 'bg-strata-3'}`}
          />
        ))}
      </div>
      <p className="selectable text-muted">{t(`system.${key}`, { shared, total })}</p>
    </>
  );
}
