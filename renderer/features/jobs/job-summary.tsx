import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import { Badge } from '../../ui/badge';
import { ProgressBar } from '../../ui/progress-bar';
import { overallFraction } from './job-list';
import { useJobStore } from './job-store';

export interface JobCounts {
  running: number;
  ended: number;
  failed: number;
}

/** How many jobs are in which state; changes only when a count does. */
export function useJobCounts(): JobCounts {
  return useJobStore(
    useShallow(({ list }) => {
      const states = [...list.jobs.values()].map((job) => job.state);
      const running = states.filter((state) => state === 'running').length;
      const failed = states.filter((state) => state === 'failed').length;
      return { running, ended: states.length - running, failed };
    }),
  );
}

/** The jobs in one line, for the panel that is closed and for the head of the page. */
export function JobSummary() {
  const { t } = useTranslation('jobs');
  const { running, failed } = useJobCounts();
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3 text-sm text-muted">
      <span className="truncate">{running > 0 ? t('running', { count: running }) : t('idle')}</span>
      {failed > 0 && <Badge tone="danger">{t('problems', { count: failed })}</Badge>}
      {running > 0 && <OverallBar />}
    </div>
  );
}

function OverallBar() {
  const { t } = useTranslation('jobs');
  const jobs = useJobStore((state) => state.list.jobs);
  const fraction = useMemo(() => overallFraction([...jobs.values()]), [jobs]);
  return <ProgressBar label={t('overall')} value={fraction} className="max-w-48" />;
}
