import { useTranslation } from 'react-i18next';
import { useEngine } from '../../../api/engine';
import { useCommand } from '../../../api/requests';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorView } from '../../../ui/error-view';

/** The address names an image of an engine that is not in use: an id means nothing here. */
export function OtherEngine({ engineId, onClose }: { engineId: string; onClose: () => void }) {
  const { t } = useTranslation('images');
  const { state } = useEngine();
  const use = useCommand('engines.use');
  const engine = state?.endpoints.find(({ id }) => id === engineId);
  return (
    <EmptyState
      hollow
      title={t('details.otherEngine')}
      text={
        <>
          <p>
            {engine ? t('details.otherEngineText', { engine: engine.name }) : t('details.otherEngineUnknown')}
          </p>
          {use.error && <ErrorView error={use.error.appError} className="mt-3 text-left" />}
        </>
      }
      actions={
        <>
          {engine && (
            <Button variant="primary" busy={use.isPending} onClick={() => use.mutate({ id: engineId })}>
              {t('details.useEngine', { engine: engine.name })}
            </Button>
          )}
          <Button onClick={onClose}>{t('details.backToList')}</Button>
        </>
      }
    />
  );
}
