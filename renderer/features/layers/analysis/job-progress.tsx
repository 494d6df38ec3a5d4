import { useTranslation } from 'react-i18next';
import type { JobRow, JobSnapshot } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { Button } from '../../../ui/button';
import { ProgressBar } from '../../../ui/progress-bar';
import { visibleText } from '../../../ui/visible-text';

interface JobProgressProps {
  job: JobSnapshot;
  onCancel: () => void;
}

/** How far the reading of the layers is, layer by layer. */
export function JobProgress({ job, onCancel }: JobProgressProps) {
  const { t } = useTranslation('layers');
  return (
    <section
      aria-label={t('analyse.progress')}
      className="flex flex-col gap-3 rounded-lg border border-line bg-raised p-4"
    >
      <div className="flex items-center gap-3">
        <h3 className="flex-1 font-semibold">{t('analyse.running')}</h3>
        <CancelButton job={job} onCancel={onCancel} />
      </div>
      <Overall job={job} size="md" />
      <ul
        aria-label={t('analyse.parts')}
        // It scrolls without holding a control, so it must take the focus itself.
        {...{ tabIndex: 0 }}
        className="flex max-h-64 flex-col gap-0.5 overflow-y-auto"
      >
        {job.rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

/** The same in one line, above a browser that stays usable. */
export function JobStrip({ job, onCancel }: JobProgressProps) {
  const { t } = useTranslation('layers');
  return (
    <section
      aria-label={t('analyse.progress')}
      className="flex shrink-0 items-center gap-3 border-b border-line bg-raised px-3 py-1.5"
    >
      <span className="shrink-0 text-sm">{t('analyse.running')}</span>
      <div className="min-w-0 flex-1">
        <Overall job={job} size="sm" />
      </div>
      <CancelButton job={job} onCancel={onCancel} />
    </section>
  );
}

function CancelButton({ job, onCancel }: JobProgressProps) {
  const { t } = useTranslation('layers');
  return (
    <Button size="sm" disabled={job.cancelling} onClick={onCancel}>
      {t(job.cancelling ? 'analyse.cancelling' : 'analyse.cancel')}
    </Button>
  );
}

function Overall({ job, size }: { job: JobSnapshot; size: 'sm' | 'md' }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const pace: string[] = [];
  if (job.current !== null && job.current > 0) {
    const current = format.size(job.current);
    pace.push(job.total ? t('analyse.of', { current, total: format.size(job.total) }) : current);
  }
  if (job.speed !== null && job.speed > 0) pace.push(format.speed(job.speed));
  if (job.remaining !== null && job.remaining > 0) {
    // Tenths of a second would flicker.
    const whole = Math.ceil(job.remaining / 1000) * 1000;
    pace.push(t('analyse.rest', { duration: format.duration(whole) }));
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div className="min-w-24 flex-1">
        <ProgressBar label={t('analyse.progress')} value={shareOf(job.current, job.total)} size={size} />
      </div>
      <span className="text-sm text-muted tabular-nums">{pace.join(' · ')}</span>
    </div>
  );
}

function Row({ row }: { row: JobRow }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const ready = row.phase === 'done' || row.phase === 'cached' || row.phase === 'exists';
  const amount = row.current === null ? '' : amountOf(row, row.current, format);
  return (
    <li className="flex h-5 min-w-0 items-center gap-2 text-sm">
      <span title={row.label} className="min-w-0 flex-1 truncate font-mono text-xs">
        {visibleText(row.label)}
      </span>
      <span className={ready ? 'text-faint' : 'text-fg'}>{t(`phases.${row.phase}`)}</span>
      <ProgressBar
        label={row.label}
        value={ready ? 1 : row.phase === 'waiting' ? 0 : shareOf(row.current, row.total)}
        tone={ready ? 'success' : 'accent'}
        className="max-w-24"
      />
      <span className="w-20 shrink-0 truncate text-right text-xs text-faint tabular-nums">{amount}</span>
    </li>
  );
}

function amountOf(row: JobRow, current: number, format: ReturnType<typeof useFormat>): string {
  switch (row.unit) {
    case 'bytes':
      return format.size(current);
    case 'seconds':
      return format.duration(current * 1000);
    case 'items':
      return format.count(current);
  }
}

function shareOf(current: number | null, total: number | null): number | null {
  if (current === null || total === null || total <= 0) return null;
  return current / total;
}
