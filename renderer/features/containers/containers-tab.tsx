import { useQueryClient } from '@tanstack/react-query';
import { Box } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../../api/events';
import { requestKey, useRequest } from '../../api/requests';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorView } from '../../ui/error-view';
import { Skeleton } from '../../ui/skeleton';
import { useSteady } from '../../ui/use-steady';
import { ContainerRow } from './container-row';

/** The containers that use an image, each of which can be made into a new one. */
export function ContainersTab({ engineId, imageId }: { engineId: string; imageId: string }) {
  const { t } = useTranslation('images');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const { data, error, refetch } = useRequest('containers.list', { engineId, imageId });
  const containers = useSteady(data);
  useEvent('containers.changed', (event) => {
    if (event.engineId !== engineId) return;
    void queries.invalidateQueries({ queryKey: requestKey('containers.list') });
  });
  if (error && data === undefined) {
    const retry = <Button onClick={() => void refetch()}>{common('retry')}</Button>;
    return <ErrorView size="page" error={error.appError} actions={retry} />;
  }
  if (containers === undefined) return <RowsSkeleton />;
  if (containers.length === 0) {
    return <EmptyState compact icon={Box} title={t('containers.none')} text={t('containers.noneText')} />;
  }
  return (
    <div inert={containers !== data} className="flex flex-col gap-3 p-4">
      <p className="text-muted">{t('containers.intro')}</p>
      <ul aria-label={t('containers.title')} className="flex flex-col rounded-lg border border-line">
        {containers.map((container) => (
          <ContainerRow key={container.id} engineId={engineId} container={container} />
        ))}
      </ul>
    </div>
  );
}

function RowsSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-2 p-4">
      <Skeleton className="h-14 rounded-lg" />
      <Skeleton className="h-14 rounded-lg" />
    </div>
  );
}
