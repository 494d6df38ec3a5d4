import { FileMinus, FilePen, FilePlus, type LucideIcon } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContainerChanges } from '../../../api/contract';
import { useRequest } from '../../../api/requests';
import { useFormat } from '../../../i18n/use-format';
import { Badge } from '../../../ui/badge';
import { Banner } from '../../../ui/banner';
import { ErrorView } from '../../../ui/error-view';
import { SearchField } from '../../../ui/search-field';
import { Spinner } from '../../../ui/spinner';
import { ScrollBox } from '../scroll-box';
import { FlagBadge, FlagNote } from './change-flags';

type Change = ContainerChanges['changes'][number];

/** More rows would be slow to draw and nobody reads them; the filter goes over all. */
const SHOWN = 400;

export interface ContainerChangesViewProps {
  engineId: string;
  /** Empty while none is chosen. */
  containerId: string;
}

/**
 * What a commit would put into the new layer. Asked apart from everything else: some engines compare whole
 * folders for it, and the commit does not depend on the answer.
 */
export function ContainerChangesView({ engineId, containerId }: ContainerChangesViewProps) {
  const { t } = useTranslation('operations');
  const { data, error } = useRequest(
    'containers.changes',
    { engineId, id: containerId },
    { enabled: containerId !== '', staleTime: 0, gcTime: 0 },
  );
  return (
    <section aria-label={t('commit.preview')} className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-7 flex-wrap items-center gap-2">
        <h3 className="text-sm font-medium text-muted">{t('commit.preview')}</h3>
        {data && <Counts changes={data} />}
      </div>
      {containerId === '' && <p className="text-sm text-faint">{t('commit.previewWaiting')}</p>}
      {containerId !== '' && !data && !error && <Spinner label={t('commit.previewLoading')} />}
      {error && <ErrorView error={error.appError} />}
      {data && <Changes key={containerId} changes={data} />}
    </section>
  );
}

function Counts({ changes: { added, changed, deleted } }: { changes: ContainerChanges }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  return (
    <>
      {added > 0 && <Badge tone="success">{t('commit.added', { number: format.count(added) })}</Badge>}
      {changed > 0 && <Badge tone="info">{t('commit.changed', { number: format.count(changed) })}</Badge>}
      {deleted > 0 && <Badge tone="danger">{t('commit.deleted', { number: format.count(deleted) })}</Badge>}
    </>
  );
}

function Changes({ changes: { changes, total, flagged, mounts } }: { changes: ContainerChanges }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const [filter, setFilter] = useState('');
  const matching = useMemo(
    () => changes.filter(({ path }) => path.toLowerCase().includes(filter.trim().toLowerCase())),
    [changes, filter],
  );
  if (total === 0) return <Banner tone="info">{t('commit.nothingChanged')}</Banner>;
  const shown = matching.slice(0, SHOWN);
  return (
    <>
      {changes.length > 12 && <SearchField label={t('commit.filter')} value={filter} onChange={setFilter} />}
      <FlagNote flagged={flagged} />
      <ScrollBox label={t('commit.preview')} className="max-h-44">
        {shown.map((change) => (
          <ChangeRow key={change.path} change={change} />
        ))}
        {shown.length === 0 && <p className="px-3 py-2 text-sm text-faint">{t('commit.noMatch')}</p>}
      </ScrollBox>
      {(shown.length < matching.length || changes.length < total) && (
        <p className="text-sm text-faint">
          {t('commit.notAll', { shown: format.count(shown.length), total: format.count(total) })}
        </p>
      )}
      {mounts.length > 0 && (
        <p className="text-sm break-all text-warning">{t('commit.mounts', { paths: mounts.join(', ') })}</p>
      )}
    </>
  );
}

const marks: Record<Change['kind'], { icon: LucideIcon; tone: string }> = {
  added: { icon: FilePlus, tone: 'text-success' },
  changed: { icon: FilePen, tone: 'text-info' },
  deleted: { icon: FileMinus, tone: 'text-danger' },
};

function ChangeRow({ change }: { change: Change }) {
  const { t } = useTranslation('operations');
  const { icon: Icon, tone } = marks[change.kind];
  return (
    <div className="flex min-w-0 items-center gap-2 px-2.5 py-0.5 [contain-intrinsic-size:20px] [content-visibility:auto]">
      <Icon aria-hidden size={13} className={`shrink-0 ${tone}`} />
      <span className="sr-only">{t(`commit.kinds.${change.kind}`)}</span>
      <span className="selectable min-w-0 truncate font-mono text-sm" title={change.path}>
        {change.path}
      </span>
      {change.flag && <FlagBadge flag={change.flag} />}
    </div>
  );
}
