import { Search } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobSnapshot } from '../../api/contract';
import { useRequest } from '../../api/requests';
import { plainLog } from '../../format/plain-log';
import { useActions } from '../../ui/actions';
import { CopyButton } from '../../ui/copy-button';
import { IconButton } from '../../ui/icon-button';
import { LogView, type LogViewHandle } from '../../ui/log-view';
import { useReadLog } from './use-read-log';

/** The builder's words, following their end until the person scrolls up. */
export function BuildLog({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  const { data: log = '', refetch } = useRequest('jobs.log', { id: job.id }, { staleTime: 0 });
  const view = useRef<LogViewHandle>(null);
  useReadLog(job.id, () => void refetch());
  const find = () => view.current?.find();
  // The log of a step that is open is searched before the whole.
  useActions([
    { id: 'build.find-in-build-log', title: t('findInBuildLog'), alternatives: ['mod+f'], run: find },
  ]);
  return (
    <section aria-label={t('log')} className="flex min-h-48 flex-1 flex-col gap-1">
      <div className="flex items-center gap-0.5">
        <h2 className="flex-1 font-medium">{t('log')}</h2>
        <IconButton
          size="sm"
          icon={Search}
          label={t('findInBuildLog')}
          disabled={log === ''}
          onClick={find}
        />
        <CopyButton label={t('log')} text={() => plainLog(log)} />
      </div>
      <div className="relative flex min-h-40 flex-1 overflow-hidden rounded-lg border border-line bg-sunken">
        {log === '' ? (
          <p className="p-3 font-mono text-sm text-faint">{t('logEmpty')}</p>
        ) : (
          <LogView ref={view} label={t('log')} log={log} fill className="flex-1" />
        )}
      </div>
    </section>
  );
}
