import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuildStep, JobSnapshot } from '../../api/contract';
import { useEvent } from '../../api/events';
import { useRequest } from '../../api/requests';
import { plainLog } from '../../format/plain-log';
import { AnsiText } from '../../ui/ansi-text';
import { CopyButton } from '../../ui/copy-button';

/** A scrolling box must be reachable by keyboard. */
const focusable = { tabIndex: 0 };

/** What one step printed, and why it failed. Follows its end until the person scrolls up. */
export function StepLog({ job, step }: { job: JobSnapshot; step: BuildStep }) {
  const { t } = useTranslation('build');
  const { data: log = '', refetch } = useRequest(
    'jobs.stepLog',
    { id: job.id, step: step.id },
    { staleTime: 0 },
  );
  const box = useRef<HTMLPreElement>(null);
  const following = useRef(true);
  useEvent('jobs.updated', (jobs) => {
    if (jobs.some(({ id }) => id === job.id)) void refetch();
  });
  useEffect(() => {
    const element = box.current;
    if (element !== null && log !== '' && following.current) element.scrollTop = element.scrollHeight;
  }, [log]);
  return (
    <div className="relative border-t border-line bg-sunken">
      {step.error !== '' && (
        <p className="selectable px-3 pt-2 font-mono text-sm break-words text-danger">{step.error}</p>
      )}
      {log !== '' && (
        <section aria-label={t('stepLog', { instruction: step.text })}>
          <pre
            ref={box}
            {...focusable}
            onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
              following.current = scrollHeight - scrollTop - clientHeight < 24;
            }}
            className="selectable max-h-72 overflow-auto px-3 py-2 pr-10 font-mono text-sm break-words whitespace-pre-wrap"
          >
            <AnsiText text={log} />
          </pre>
          <div className="absolute right-3 bottom-2">
            <CopyButton label={t('log')} text={() => plainLog(log)} />
          </div>
        </section>
      )}
    </div>
  );
}
