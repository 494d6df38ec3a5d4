import { clsx } from 'clsx';
import { Copy, Eye, FileX, KeyRound, type LucideIcon, PackageX, Rows3 } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Findings, LayerSource } from '../../../api/contract';
import { wishFindings } from '../../../api/layer-wish';
import { useRequest } from '../../../api/requests';
import { routes } from '../../../api/routes';
import { type AnalysisView, useAnalysis } from '../../../api/use-analysis';
import { useFormat } from '../../../i18n/use-format';
import { Button } from '../../../ui/button';
import { ErrorView } from '../../../ui/error-view';
import { Spinner } from '../../../ui/spinner';
import { TextLink } from '../../../ui/text-link';

/** Larger images are read only when the person says so: the engine hands out tens of megabytes a second. */
const MOST_UNASKED = 1024 ** 3;

interface Props {
  engineId: string;
  imageId: string;
  /** Null while the size is not known. */
  bytes: number | null;
}

/** What the layers of a built image waste or leak. The image is read in the background; the card does not wait for it. */
export function BuiltFindings({ engineId, imageId, bytes }: Props) {
  const { t } = useTranslation('build');
  const source = useMemo<LayerSource>(() => ({ kind: 'image', engineId, id: imageId }), [engineId, imageId]);
  const view = useAnalysis(source);
  useReadUnasked(view, bytes);
  return (
    <section aria-label={t('found.title')} className="flex flex-col gap-1 border-t border-line pt-2">
      <Found source={source} view={view} bytes={bytes} />
    </section>
  );
}

/** Reads an image once that is small and not known. */
function useReadUnasked({ analysis, analyse }: AnalysisView, bytes: number | null): void {
  const unread = analysis.state === 'unknown' && analyse.job === null;
  const wanted = unread && bytes !== null && bytes <= MOST_UNASKED;
  const start = useEffectEvent(analyse.start);
  useEffect(() => {
    if (wanted) start();
  }, [wanted]);
}

function Found({ source, view, bytes }: { source: LayerSource; view: AnalysisView; bytes: number | null }) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  const { analysis, analyse, retry } = view;
  switch (analysis.state) {
    case 'opening':
    case 'running':
      return <Spinner label={t('found.reading')} />;
    case 'unknown':
    case 'cancelled':
      return (
        <p className="flex flex-wrap items-center gap-2 text-muted">
          {analysis.state === 'cancelled' && t('found.cancelled')}
          {analysis.state === 'unknown' && bytes !== null && t('found.large', { size: size(bytes) })}
          <Button size="sm" onClick={analyse.start}>
            {t('found.action')}
          </Button>
        </p>
      );
    case 'failed':
      return (
        <>
          <p className="text-muted">{t('found.failed')}</p>
          <ErrorView
            error={analysis.error}
            actions={
              <Button size="sm" onClick={retry}>
                {t('found.retry')}
              </Button>
            }
          />
        </>
      );
    case 'choose':
      return null;
    case 'ready':
      return <FindingList source={source} treeId={analysis.analysis.treeId} />;
  }
}

interface Line {
  kind: 'leakedSecrets' | 'secrets' | 'leaked' | 'overwritten' | 'caches' | 'duplicates';
  count: number;
  /** Null where bytes say nothing. */
  bytes: number | null;
}

const looks: Record<Line['kind'], { icon: LucideIcon; tone: string }> = {
  leakedSecrets: { icon: KeyRound, tone: 'text-danger' },
  secrets: { icon: Eye, tone: 'text-danger' },
  leaked: { icon: FileX, tone: 'text-warning' },
  overwritten: { icon: Rows3, tone: 'text-warning' },
  caches: { icon: PackageX, tone: 'text-warning' },
  duplicates: { icon: Copy, tone: 'text-muted' },
};

/** Secrets first, then waste. */
function linesOf({ leaked, secrets, overwritten, caches, duplicates }: Findings): Line[] {
  // Likely secrets come first in the list, so that those are all of them unless they fill it.
  const leakedSecrets = leaked.items.filter(({ secret }) => secret !== null);
  const secretBytes = leakedSecrets.reduce((sum, { size }) => sum + size, 0);
  const lines: Line[] = [
    { kind: 'leakedSecrets', count: leakedSecrets.length, bytes: null },
    { kind: 'secrets', count: secrets.total, bytes: null },
    { kind: 'leaked', count: leaked.total - leakedSecrets.length, bytes: leaked.bytes - secretBytes },
    { kind: 'overwritten', count: overwritten.total, bytes: overwritten.bytes },
    { kind: 'caches', count: caches.total, bytes: caches.bytes },
    { kind: 'duplicates', count: duplicates.total, bytes: duplicates.bytes },
  ];
  return lines.filter(({ count }) => count > 0);
}

function FindingList({ source, treeId }: { source: LayerSource; treeId: string }) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  const { data, error, refetch } = useRequest('layers.findings', { treeId });
  if (error) {
    const again = (
      <Button size="sm" onClick={() => void refetch()}>
        {t('found.retry')}
      </Button>
    );
    return <ErrorView error={error.appError} actions={again} />;
  }
  if (data === undefined) return <Spinner label={t('found.reading')} />;
  const lines = linesOf(data);
  return (
    <>
      {lines.length === 0 && <p className="text-muted">{t('found.nothing')}</p>}
      <ul aria-label={t('found.title')} className="flex flex-col gap-0.5 empty:hidden">
        {lines.map(({ kind, count, bytes }) => {
          const { icon: Icon, tone } = looks[kind];
          return (
            <li key={kind} className="flex items-center gap-2">
              <Icon aria-hidden size={14} className={clsx('shrink-0', tone)} />
              <span className="min-w-0">{t(`found.${kind}`, { count })}</span>
              {bytes !== null && <span className="text-sm text-muted tabular-nums">{size(bytes)}</span>}
            </li>
          );
        })}
      </ul>
      {source.kind === 'image' && <ToFindings source={source} />}
    </>
  );
}

function ToFindings({ source }: { source: LayerSource & { kind: 'image' } }) {
  const { t } = useTranslation('build');
  return (
    <p>
      <TextLink
        href={routes.image(source.engineId, source.id, 'layers')}
        onClick={() => wishFindings(source)}
      >
        {t('found.all')}
      </TextLink>
    </p>
  );
}
