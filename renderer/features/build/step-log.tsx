import { Search } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuildStep, JobSnapshot } from '../../api/contract';
import { useRequest } from '../../api/requests';
import { plainLog } from '../../format/plain-log';
import { useActions } from '../../ui/actions';
import { CopyButton } from '../../ui/copy-button';
import { IconButton } from '../../ui/icon-button';
import { LogView, type LogViewHandle } from '../../ui/log-view';
import { useReadLog } from './use-read-log';

/** What one step printed, and why it failed. Follows its end until the person scrolls up; Ctrl/Cmd-F searches it. */
export function StepLog({ job, step }: { job: JobSnapshot; step: BuildStep }) {
  const { t } = useTranslation('build');
  const { data: log = '', refetch } = useRequest(
    'jobs.stepLog',
    { id: job.id, step: step.id },
    { staleTime: 0 },
  );
  useReadLog(job.id, () => void refetch());
  const label = t('stepLog', { instruction: step.text });
  return (
    <div className="border-t border-line bg-sunken">
      {step.error !== '' && (
        <p className="selectable px-3 pt-2 font-mono text-sm break-words text-danger">{step.error}</p>
      )}
      {log !== '' && <FoundLog label={label} log={log} />}
    </div>
  );
}

function FoundLog({ label, log }: { label: string; log: string }) {
  const { t } = useTranslation('build');
  const view = useRef<LogViewHandle>(null);
  const find = () => view.current?.find();
  useActions([{ id: 'build.find-in-log', title: t('findInLog'), shortcut: 'mod+f', run: find }]);
  return (
    <section aria-label={label} className="flex">
      <LogView ref={view} label={label} log={log} className="max-h-72 flex-1 overflow-hidden" />
      <div className="flex flex-col gap-0.5 p-1">
        <IconButton size="sm" icon={Search} label={t('findInLog')} onClick={find} />
        <CopyButton label={t('log')} text={() => plainLog(log)} />
      </div>
    </section>
  );
}
