import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobSnapshot } from '../../api/contract';
import { useEvent } from '../../api/events';
import { useRequest } from '../../api/requests';
import { plainLog } from '../../format/plain-log';
import { CopyButton } from '../../ui/copy-button';

/** A scrolling box must be reachable by keyboard. */
const focusable = { tabIndex: 0 };

/** The builder's words, following their end until the person scrolls up. */
export function BuildLog({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  const { data: log = '', refetch } = useRequest('jobs.log', { id: job.id }, { staleTime: 0 });
  const box = useRef<HTMLPreElement>(null);
  const following = useRef(true);
  useEvent('jobs.updated', (jobs) => {
    if (jobs.some(({ id }) => id === job.id)) void refetch();
  });
  const text = plainLog(log);
  useEffect(() => {
    const element = box.current;
    if (element !== null && text !== '' && following.current) element.scrollTop = element.scrollHeight;
  }, [text]);
  return (
    <section aria-label={t('log')} className="flex min-h-48 flex-1 flex-col gap-1">
      <div className="flex items-center">
        <h2 className="flex-1 font-medium">{t('log')}</h2>
        <CopyButton label={t('log')} text={text} />
      </div>
      <pre
        ref={box}
        {...focusable}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          following.current = scrollHeight - scrollTop - clientHeight < 24;
        }}
        className="min-h-40 flex-1 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-sm whitespace-pre-wrap break-words"
      >
        {text === '' ? <span className="text-faint">{t('logEmpty')}</span> : text}
      </pre>
    </section>
  );
}
