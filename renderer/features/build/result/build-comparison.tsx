import { useEffect, useEffectEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuildRecord, ImageComparison, LayerSource } from '../../../api/contract';
import { useRequest } from '../../../api/requests';
import { type AnalysisView, useAnalysis } from '../../../api/use-analysis';
import { useFormat } from '../../../i18n/use-format';
import { Button } from '../../../ui/button';
import { Disclosure } from '../../../ui/disclosure';
import { ErrorView } from '../../../ui/error-view';
import { MiddleText } from '../../../ui/middle-text';
import { Spinner } from '../../../ui/spinner';

/** A build that has ended, as far as it is compared. */
export interface ComparedBuild {
  engineId: string;
  imageId: string;
  sizeBytes: number | null;
  /** Milliseconds. */
  took: number;
}

/** What a build made otherwise than the one of the same thing before it: time, size, layers, files. */
export function BuildComparison({ build, before }: { build: ComparedBuild; before: BuildRecord }) {
  const { t } = useTranslation('build');
  return (
    <section aria-label={t('compare.title')} className="flex flex-col gap-1 border-t border-line pt-2">
      <h3 className="font-medium">{t('compare.title')}</h3>
      <Differences build={build} before={before} />
      {build.imageId === before.imageId ? (
        <p className="text-muted">{t('compare.same')}</p>
      ) : (
        <Images build={build} before={before} />
      )}
    </section>
  );
}

function Differences({ build, before }: { build: ComparedBuild; before: BuildRecord }) {
  const { t } = useTranslation('build');
  const { size, duration } = useFormat();
  const later = build.took - (before.endedAt - before.startedAt);
  const slower = { duration: duration(Math.abs(later)) };
  const time =
    later === 0 ? t('compare.sameTime') : t(later > 0 ? 'compare.slower' : 'compare.quicker', slower);
  return (
    <p>
      {build.sizeBytes !== null && before.sizeBytes !== null && (
        <>
          {sizeText(build.sizeBytes - before.sizeBytes)}
          {' · '}
        </>
      )}
      {time}
    </p>
  );

  function sizeText(more: number): string {
    if (more === 0) return t('compare.sameSize');
    return t(more > 0 ? 'compare.bigger' : 'compare.smaller', { size: size(Math.abs(more)) });
  }
}

/** Both images have to be read before their files can be told apart. */
function Images({ build, before }: { build: ComparedBuild; before: BuildRecord }) {
  const { t } = useTranslation('build');
  const view = useImage(build.engineId, build.imageId);
  const viewBefore = useImage(before.spec.engineId, before.imageId);
  const [one, other] = [view.analysis, viewBefore.analysis];
  if (before.imageId === '' || isGone(other)) return <p className="text-muted">{t('compare.gone')}</p>;
  if (one.state === 'ready' && other.state === 'ready') {
    return <Files treeId={one.analysis.treeId} before={other.analysis.treeId} />;
  }
  for (const { analysis, analyse, retry } of [view, viewBefore]) {
    if (analysis.state === 'failed') return <Failed error={analysis.error} onRetry={retry} />;
    if (analysis.state === 'cancelled') return <Unread onRead={analyse.start} />;
  }
  return <Spinner label={t('compare.reading')} />;
}

function useImage(engineId: string, id: string): AnalysisView {
  const source = useMemo<LayerSource>(() => ({ kind: 'image', engineId, id: id || '-' }), [engineId, id]);
  const view = useAnalysis(source);
  // The comparison was asked for, whatever it takes.
  const unread = id !== '' && view.analysis.state === 'unknown' && view.analyse.job === null;
  const start = useEffectEvent(view.analyse.start);
  useEffect(() => {
    if (unread) start();
  }, [unread]);
  return view;
}

const isGone = (analysis: AnalysisView['analysis']): boolean =>
  analysis.state === 'failed' && analysis.error.code === 'not-found';

function Unread({ onRead }: { onRead: () => void }) {
  const { t } = useTranslation('build');
  return (
    <p className="flex flex-wrap items-center gap-2 text-muted">
      {t('found.cancelled')}
      <Button size="sm" onClick={onRead}>
        {t('found.retry')}
      </Button>
    </p>
  );
}

function Failed({
  error,
  onRetry,
}: {
  error: Parameters<typeof ErrorView>[0]['error'];
  onRetry: () => void;
}) {
  const { t } = useTranslation('build');
  const again = (
    <Button size="sm" onClick={onRetry}>
      {t('found.retry')}
    </Button>
  );
  return <ErrorView error={error} actions={again} />;
}

function Files({ treeId, before }: { treeId: string; before: string }) {
  const { t } = useTranslation('build');
  const { data, error, refetch } = useRequest('layers.compare', { treeId, before });
  if (error) return <Failed error={error.appError} onRetry={() => void refetch()} />;
  if (data === undefined) return <Spinner label={t('compare.comparing')} />;
  const { added, changed, removed, permissions } = data;
  const nothing = added.total + changed.total + removed.total + permissions === 0;
  return (
    <>
      <p>{t('compare.layers', { same: data.sameLayers, made: data.newLayers, gone: data.goneLayers })}</p>
      {nothing && <p className="text-muted">{t('compare.nothing')}</p>}
      <FileList kind="added" sign="+" list={added} />
      <FileList kind="changed" sign="~" list={changed} />
      <FileList kind="removed" sign="−" list={removed} />
      {permissions > 0 && <p className="text-muted">{t('compare.permissions', { count: permissions })}</p>}
    </>
  );
}

interface ListProps {
  kind: 'added' | 'changed' | 'removed';
  sign: string;
  list: ImageComparison['added'] | ImageComparison['changed'];
}

const signTones = { added: 'text-success', changed: 'text-warning', removed: 'text-danger' };

function FileList({ kind, sign, list }: ListProps) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  if (list.total === 0) return null;
  const figures = (entry: { size: number; sizeBefore?: number }): string =>
    entry.sizeBefore === undefined || entry.sizeBefore === entry.size
      ? size(entry.size)
      : t('compare.fromTo', { before: size(entry.sizeBefore), size: size(entry.size) });
  const title = t(`compare.${kind}`, { count: list.total });
  return (
    <Disclosure summary={`${title} · ${size(list.bytes)}`}>
      <ul
        aria-label={title}
        className="max-h-60 overflow-y-auto rounded-md border border-line bg-sunken py-1"
      >
        {list.items.map((entry) => (
          <li key={entry.path} className="flex min-w-0 items-center gap-2 px-2 text-sm">
            <span aria-hidden className={signTones[kind]}>
              {sign}
            </span>
            <MiddleText text={entry.path} className="min-w-0 flex-1 font-mono" />
            <span className="shrink-0 text-muted tabular-nums">{figures(entry)}</span>
          </li>
        ))}
      </ul>
      {list.items.length < list.total && (
        <p className="text-sm text-faint">{t('compare.largest', { number: list.items.length })}</p>
      )}
    </Disclosure>
  );
}
