import { useTranslation } from 'react-i18next';
import type { BuildCacheEntry } from '../../api/contract';
import { useFormat } from '../../i18n/use-format';
import { EmptyState } from '../../ui/empty-state';
import { RelativeTime } from '../../ui/relative-time';
import { ScrollBox } from './scroll-box';

/** Enough to recognise what goes; more would only be scrolled over. */
const SHOWN = 200;

/** What BuildKit keeps and pruning would take, largest first. */
export function PruneCache({ entries }: { entries: readonly BuildCacheEntry[] }) {
  const { t } = useTranslation('operations');
  if (entries.length === 0) {
    return <EmptyState title={t('prune.nothingTitle')} text={t('prune.nothingCached')} compact />;
  }
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">{t('prune.cacheGoes', { count: entries.length })}</h3>
      <ScrollBox label={t('prune.cacheList')} className="max-h-80">
        {entries.slice(0, SHOWN).map((entry) => (
          <CacheRow key={entry.id} entry={entry} />
        ))}
        {entries.length > SHOWN && (
          <p className="px-3 py-1.5 text-sm text-faint">{t('more', { count: entries.length - SHOWN })}</p>
        )}
      </ScrollBox>
    </div>
  );
}

function CacheRow({ entry: { id, text, sizeBytes, lastUsedAt } }: { entry: BuildCacheEntry }) {
  const format = useFormat();
  return (
    <div className="flex min-w-0 items-baseline gap-3 border-b border-line px-3 py-1.5 last:border-0">
      <span className="min-w-0 flex-1 truncate font-mono text-sm" title={text}>
        {text === '' ? id : text}
      </span>
      {lastUsedAt > 0 && <RelativeTime time={lastUsedAt} className="shrink-0 text-sm text-muted" />}
      <span className="w-20 shrink-0 text-right text-sm text-muted">{format.size(sizeBytes)}</span>
    </div>
  );
}

/**
 * The most that pruning can free. How much of it stays, as an image has the same layer, no engine tells: 28 calls
 * everything shared that ever was a layer, and both count it as freed.
 */
export function CacheNote({ entries }: { entries: readonly BuildCacheEntry[] }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const most = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return <span className="font-medium text-fg">{t('prune.cacheFrees', { size: format.size(most) })}</span>;
}
