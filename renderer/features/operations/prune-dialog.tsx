import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, ImageSummary, PrunePreview, PruneSpec } from '../../api/contract';
import { useCapability } from '../../api/engine';
import { useEvent } from '../../api/events';
import { useRequest } from '../../api/requests';
import { shortId } from '../../format/ids';
import { useFormat } from '../../i18n/use-format';
import { Chip } from '../../ui/chip';
import { EmptyState } from '../../ui/empty-state';
import { ErrorView } from '../../ui/error-view';
import { RelativeTime } from '../../ui/relative-time';
import { SegmentedControl } from '../../ui/segmented-control';
import { Spinner } from '../../ui/spinner';
import { OperationDialog } from './operation-dialog';
import { CacheNote, PruneCache } from './prune-cache';
import { ReclaimNote } from './remove/reclaim-note';
import { ScrollBox } from './scroll-box';
import { useStartJob } from './use-start-job';

type Mode = PruneSpec['mode'];

/** Enough to recognise what goes; more would only be scrolled over. */
const SHOWN = 200;

const hints = {
  dangling: 'prune.danglingHint',
  unused: 'prune.unusedHint',
  'build-cache': 'prune.cacheHint',
} as const;

export function PruneDialog({ engineId, firstMode }: { engineId: string | null; firstMode: Mode }) {
  const { t } = useTranslation('operations');
  const [mode, setMode] = useState<Mode>(firstMode);
  const preview = usePreview(engineId, mode);
  const { start, starting, error } = useStartJob(engineId);
  const isCache = mode === 'build-cache';
  const count = preview?.count ?? 0;
  return (
    <OperationDialog
      title={t(isCache ? 'prune.cacheTitle' : 'prune.title')}
      description={t(isCache ? 'prune.cacheDescription' : 'prune.description')}
      verb={t('prune.confirm')}
      onConfirm={() => void start({ kind: 'prune', mode })}
      needs={isCache ? 'buildkit' : 'prune'}
      danger
      disabled={count === 0}
      busy={starting}
      error={error}
      size="lg"
      note={count > 0 && preview?.note}
    >
      <div className="flex flex-col items-start gap-2">
        <SegmentedControl
          label={t('prune.mode')}
          value={mode}
          onChange={setMode}
          options={[
            { value: 'dangling', label: t('prune.dangling') },
            { value: 'unused', label: t('prune.unused') },
            { value: 'build-cache', label: t('prune.cache') },
          ]}
        />
        <p className="text-sm text-muted">{t(hints[mode])}</p>
      </div>
      <div className="min-h-64">
        {preview?.error && <ErrorView error={preview.error} />}
        {preview === null && <Spinner label={t('prune.loading')} />}
        {preview?.list}
      </div>
    </OperationDialog>
  );
}

interface Preview {
  count: number;
  /** What it frees. */
  note: ReactNode;
  list: ReactNode;
  error: AppError | null;
}

/** What would go in a mode; null while the engine is asked. */
function usePreview(engineId: string | null, mode: Mode): Preview | null {
  const images = usePrunePreview(engineId, mode === 'build-cache' ? null : mode);
  const canCache = useCapability('buildkit').available;
  const cache = useRequest(
    'images.buildCache',
    { engineId: engineId ?? '' },
    { enabled: engineId !== null && mode === 'build-cache' && canCache, staleTime: 0, gcTime: 0 },
  );
  const { error } = mode === 'build-cache' ? cache : images;
  if (error) return { count: 0, note: null, list: null, error: error.appError };
  if (mode !== 'build-cache') return images.data ? ofImages(engineId, images.data) : null;
  // Why there is none is said where it cannot be confirmed.
  if (!canCache) return { count: 0, note: null, list: null, error: null };
  if (cache.data === undefined) return null;
  const entries = cache.data;
  const note = <CacheNote entries={entries} />;
  return { count: entries.length, note, list: <PruneCache entries={entries} />, error: null };
}

function ofImages(engineId: string | null, preview: PrunePreview): Preview {
  const { images, untagged, reclaimBytes } = preview;
  const note = <ReclaimNote engineId={engineId} ids={images.map(({ id }) => id)} bytes={reclaimBytes} />;
  const list = <PruneList preview={preview} />;
  return { count: images.length + untagged.length, note, list, error: null };
}

function usePrunePreview(engineId: string | null, mode: PrunePreview['mode'] | null) {
  const query = useRequest(
    'images.prunePreview',
    { engineId: engineId ?? '', mode: mode ?? 'dangling' },
    { enabled: engineId !== null && mode !== null, staleTime: 0, gcTime: 0 },
  );
  const refresh = (changed: { engineId: string }) => {
    if (changed.engineId === engineId && mode !== null) void query.refetch();
  };
  useEvent('images.changed', refresh);
  useEvent('containers.changed', refresh);
  return query;
}

function PruneList({ preview }: { preview: PrunePreview }) {
  const { t } = useTranslation('operations');
  const { images, untagged, mode } = preview;
  if (images.length + untagged.length === 0) {
    const text = t(mode === 'dangling' ? 'prune.nothingDangling' : 'prune.nothingUnused');
    return <EmptyState title={t('prune.nothingTitle')} text={text} compact />;
  }
  return (
    <div className="flex flex-col gap-4">
      {images.length > 0 && <GoingImages images={images} />}
      {untagged.length > 0 && <GoingNames names={untagged} />}
    </div>
  );
}

function GoingImages({ images }: { images: readonly ImageSummary[] }) {
  const { t } = useTranslation('operations');
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">{t('prune.goes', { count: images.length })}</h3>
      <ScrollBox label={t('prune.list')} className="max-h-80">
        {images.slice(0, SHOWN).map((image) => (
          <PruneRow key={image.id} image={image} />
        ))}
        {images.length > SHOWN && (
          <p className="px-3 py-1.5 text-sm text-faint">{t('more', { count: images.length - SHOWN })}</p>
        )}
      </ScrollBox>
    </div>
  );
}

function GoingNames({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('operations');
  const title = t('prune.namesGo', { count: names.length });
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">{title}</h3>
      <ScrollBox label={title} className="max-h-28">
        <div className="flex flex-wrap gap-1.5 px-3 py-2">
          {names.map((name) => (
            <Chip key={name} text={name} className="font-mono" />
          ))}
        </div>
      </ScrollBox>
    </div>
  );
}

function PruneRow({ image }: { image: ImageSummary }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const name = image.references.join(', ');
  return (
    <div className="flex min-w-0 items-baseline gap-3 border-b border-line px-3 py-1.5 last:border-0">
      <span className="w-24 shrink-0 font-mono text-sm">{shortId(image.id)}</span>
      <span className="min-w-0 flex-1 truncate text-sm" title={name}>
        {name === '' ? <span className="text-faint">{t('remove.unnamed')}</span> : name}
      </span>
      <RelativeTime time={image.created} className="shrink-0 text-sm text-muted" />
      <span className="w-20 shrink-0 text-right text-sm text-muted">{format.size(image.sizeBytes)}</span>
    </div>
  );
}
