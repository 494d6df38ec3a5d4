import { clsx } from 'clsx';
import { CircleCheck, CircleSlash, CircleX, type LucideIcon, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuildRecord } from '../../api/contract';
import { useRequest } from '../../api/requests';
import { plainLog } from '../../format/plain-log';
import { useFormat } from '../../i18n/use-format';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { IconButton } from '../../ui/icon-button';
import { LogView } from '../../ui/log-view';
import { RelativeTime } from '../../ui/relative-time';
import { SearchField } from '../../ui/search-field';
import { forgetBuilds, useBuildStore } from './build-store';
import { nameOfBuild, searchBuilds } from './search-builds';

const looks: Record<BuildRecord['state'], { icon: LucideIcon; tone: string }> = {
  done: { icon: CircleCheck, tone: 'text-success' },
  failed: { icon: CircleX, tone: 'text-danger' },
  cancelled: { icon: CircleSlash, tone: 'text-muted' },
  running: { icon: CircleSlash, tone: 'text-muted' },
};

interface Props {
  /** Does a build again; null while no engine answers. */
  onRepeat: ((record: BuildRecord) => void) | null;
}

/** Builds that have ended, newest first; each can be repeated with one key. */
export function HistoryPane({ onRepeat }: Props) {
  const { t } = useTranslation('build');
  const builds = useBuildStore((state) => state.builds);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const found = searchBuilds(builds, query);
  if (builds.length === 0) return <p className="text-muted">{t('history.empty')}</p>;
  return (
    <section aria-label={t('history.title')} className="flex flex-col gap-3">
      <div className="flex items-center gap-2">
        <SearchField label={t('history.search')} value={query} onChange={setQuery} className="flex-1" />
        <Button size="sm" icon={Trash2} onClick={() => void forgetBuilds()}>
          {t('history.removeAll')}
        </Button>
      </div>
      {found.length === 0 && <p className="text-muted">{t('history.nothing')}</p>}
      <ul
        aria-label={t('history.title')}
        className="overflow-hidden rounded-lg border border-line bg-raised empty:hidden"
      >
        {found.map((record) => (
          <BuildRow
            key={record.id}
            record={record}
            open={open === record.id}
            onToggle={() => setOpen(open === record.id ? null : record.id)}
            onRepeat={onRepeat}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps extends Props {
  record: BuildRecord;
  open: boolean;
  onToggle: () => void;
}

function BuildRow({ record, open, onToggle, onRepeat }: RowProps) {
  const { t } = useTranslation('build');
  const { icon: Icon, tone } = looks[record.state];
  const name = nameOfBuild(record);
  return (
    <li className="border-b border-line last:border-b-0">
      <div className="flex items-center gap-2.5 px-3 py-1.5 hover:bg-hover">
        <Icon aria-label={t(`state.${record.state}`)} size={14} className={clsx('shrink-0', tone)} />
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          onKeyDown={(event) => {
            const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
            if (plain && event.key.toLowerCase() === 'r') onRepeat?.(record);
            if (event.key === 'Delete') void forgetBuilds(record.id);
          }}
          className="flex min-w-0 flex-1 flex-col text-left"
        >
          <span className="w-full truncate font-mono text-sm">{name}</span>
          <RowFacts record={record} />
        </button>
        <Button
          size="sm"
          icon={RotateCcw}
          disabled={onRepeat === null}
          aria-label={t('history.repeatNamed', { name })}
          onClick={() => onRepeat?.(record)}
        >
          {t('history.repeat')}
        </Button>
        <IconButton
          size="sm"
          icon={Trash2}
          label={t('history.removeNamed', { name })}
          onClick={() => void forgetBuilds(record.id)}
        />
      </div>
      {open && <RecordLog record={record} />}
    </li>
  );
}

function RowFacts({ record }: { record: BuildRecord }) {
  const { t } = useTranslation('build');
  const { duration, size, percent } = useFormat();
  const { steps, cached, sizeBytes, startedAt, endedAt, failedStep } = record;
  return (
    <span className="flex w-full min-w-0 gap-2 text-sm text-muted">
      <RelativeTime time={startedAt} />
      <span>{duration(endedAt - startedAt)}</span>
      {steps > 0 && <span>{t('history.cached', { share: percent(cached / steps) })}</span>}
      {sizeBytes !== null && <span>{size(sizeBytes)}</span>}
      {failedStep !== '' && <span className="min-w-0 flex-1 truncate font-mono">{failedStep}</span>}
    </span>
  );
}

function RecordLog({ record }: { record: BuildRecord }) {
  const { t } = useTranslation('build');
  const { data: log = '' } = useRequest('builds.log', { id: record.id });
  return (
    <section aria-label={t('history.log')} className="border-t border-line bg-sunken">
      <p className="selectable px-3 pt-2 text-sm break-all text-muted">
        {record.spec.folder} · {record.spec.dockerfile} · {record.engineName}
      </p>
      <div className="flex">
        {log === '' ? (
          <p className="flex-1 px-3 py-2 font-mono text-sm text-faint">{t('logEmpty')}</p>
        ) : (
          <LogView label={t('history.log')} log={log} className="max-h-72 flex-1 overflow-hidden" />
        )}
        <div className="p-1">
          <CopyButton label={t('log')} text={() => plainLog(log)} />
        </div>
      </div>
    </section>
  );
}
