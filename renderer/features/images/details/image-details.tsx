import { type ComponentType, type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../api/api-error';
import type { ImageDetails as Details, ImageSummary } from '../../../api/contract';
import { useRequest } from '../../../api/requests';
import type { ImageTab } from '../../../api/routes';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorView } from '../../../ui/error-view';
import { Tabs } from '../../../ui/tabs';
import { useSteady } from '../../../ui/use-steady';
import { JsonTab } from '../json/json-tab';
import { Overview } from '../overview/overview';
import { DetailsHeader } from './details-header';
import { DetailsSkeleton } from './details-skeleton';
import { OtherEngine } from './other-engine';

/** What the address names; null on the bare list. */
export interface ImageAddress {
  engineId: string;
  id: string;
  tab: ImageTab;
}

export type ImageTabPart = ComponentType<{ engineId: string; imageId: string }>;
/** The tabs that other features draw; a feature may not look into another. */
export type ImageTabParts = Record<'layers' | 'history' | 'dockerfile' | 'containers', ImageTabPart>;

export interface ImageDetailsProps {
  engineId: string;
  address: ImageAddress;
  /** Its row in the list, shown while the rest is read; intermediate images have none. */
  summary: ImageSummary | undefined;
  /** It was in the list and is not any more. */
  gone: boolean;
  parts: ImageTabParts;
  onTab: (tab: ImageTab) => void;
  onClose: () => void;
}

/** Everything about one image. */
export function ImageDetails(props: ImageDetailsProps) {
  const { t } = useTranslation('images');
  const { engineId, address, onClose } = props;
  return (
    <section aria-label={t('details.region')} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      {address.engineId === engineId ? (
        <DetailsHere {...props} />
      ) : (
        <OtherEngine engineId={address.engineId} onClose={onClose} />
      )}
    </section>
  );
}

function DetailsHere(props: ImageDetailsProps) {
  const { engineId, address, summary, gone, onClose } = props;
  const { data, error, refetch } = useRequest('images.details', { engineId, id: address.id });
  if (gone || error?.code === 'not-found') return <Gone onClose={onClose} />;
  return (
    <>
      <DetailsHeader id={address.id} summary={summary} details={data} onClose={onClose} />
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <DetailsTabs {...props} details={data} />
      )}
    </>
  );
}

function DetailsTabs(props: ImageDetailsProps & { details: Details | undefined }) {
  const { t } = useTranslation('images');
  const { address, details, summary, onTab } = props;
  const tab = (value: ImageTab, badge?: number) => ({
    value,
    label: t(`tab.${value}`),
    ...(badge ? { badge } : {}),
  });
  return (
    <Tabs
      label={t('details.tabs')}
      value={address.tab}
      onChange={onTab}
      tabs={[
        tab('overview'),
        tab('layers', details?.layers.length),
        tab('history'),
        tab('dockerfile'),
        tab('containers', summary?.containers),
        tab('json'),
      ]}
    >
      <FromTheTop of={`${address.id} ${address.tab}`}>
        <TabBody {...props} />
      </FromTheTop>
    </Tabs>
  );
}

/** The panel is scrolled to its top when it shows something else. */
function FromTheTop({ of, children }: { of: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const panel = place.current?.closest('[role="tabpanel"]');
    if (of !== '' && panel) panel.scrollTop = 0;
  }, [of]);
  return (
    <div ref={place} className="flex min-h-full flex-col">
      {children}
    </div>
  );
}

function TabBody({
  engineId,
  address,
  parts,
  details,
  summary,
}: ImageDetailsProps & { details: Details | undefined }) {
  const steady = useSteady(details);
  const { id, tab } = address;
  switch (tab) {
    case 'overview':
      if (!steady) return <DetailsSkeleton />;
      return <Overview details={steady} summary={summary} waiting={steady !== details} />;
    case 'json':
      return <JsonTab engineId={engineId} imageId={id} />;
    case 'layers':
    case 'history':
    case 'dockerfile':
    case 'containers': {
      const Part = parts[tab];
      return <Part engineId={engineId} imageId={id} />;
    }
  }
}

function Gone({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('images');
  return (
    <EmptyState
      hollow
      title={t('details.gone')}
      text={t('details.goneText')}
      actions={<Button onClick={onClose}>{t('details.backToList')}</Button>}
    />
  );
}

function Failed({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <ErrorView size="page" error={error.appError} actions={<Button onClick={onRetry}>{t('retry')}</Button>} />
  );
}
