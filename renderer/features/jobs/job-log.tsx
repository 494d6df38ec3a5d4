import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequest } from '../../api/requests';
import { plainLog } from '../../format/plain-log';
import { Button } from '../../ui/button';
import { CodeView } from '../../ui/code-view';
import { Dialog } from '../../ui/dialog';
import { ErrorView } from '../../ui/error-view';
import { Spinner } from '../../ui/spinner';
import { useCopy } from '../../ui/use-copy';
import { useJob } from './job-store';

export interface JobLogProps {
  id: string;
  title: string;
  onClose: () => void;
}

/** A log that grows ten times a second is still read only so often, milliseconds. */
const READ_AGAIN = 500;

/** The words of engine and registry from the first line on, to read and to take away. */
export function JobLog({ id, title, onClose }: JobLogProps) {
  const { t } = useTranslation('jobs');
  const { data: log, error, refetch } = useRequest('jobs.log', { id }, { staleTime: 0, gcTime: 0 });
  useFollow(id, () => void refetch());
  return (
    <Dialog title={t('logOf', { title })} onClose={onClose} size="xl" footer={<CopyLog text={log ?? ''} />}>
      {error && <ErrorView error={error.appError} />}
      {log === undefined && !error && <Spinner label={t('log')} />}
      {log === '' && <p className="text-faint">{t('logEmpty')}</p>}
      {log !== undefined && log !== '' && (
        <CodeView label={t('logOf', { title })} text={plainLog(log)} language="plain" className="h-[52vh]" />
      )}
    </Dialog>
  );
}

/** Calls `read` when the job has moved, soon but not each time. */
function useFollow(id: string, read: () => void): void {
  const revision = useJob(id)?.revision;
  const newest = useRef(read);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    newest.current = read;
  });
  useEffect(() => {
    if (revision === undefined || timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      newest.current();
    }, READ_AGAIN);
  }, [revision]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
}

function CopyLog({ text }: { text: string }) {
  const { t } = useTranslation(['jobs', 'common']);
  const { state, copy } = useCopy();
  return (
    <div className="flex items-center justify-end gap-3">
      <span role="status" className="text-sm text-muted">
        {state === 'copied' && t('common:copied')}
        {state === 'failed' && t('common:copyFailed')}
      </span>
      <Button variant="primary" disabled={text === ''} onClick={() => copy(text)}>
        {t('copyLog')}
      </Button>
    </div>
  );
}
