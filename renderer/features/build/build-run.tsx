import { clsx } from 'clsx';
import { Ban, Check, CircleDashed, LoaderCircle, type LucideIcon, X, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { JobRow, JobSnapshot } from '../../api/contract';
import { useOperations } from '../../api/operations';
import { useFormat } from '../../i18n/use-format';
import { Button } from '../../ui/button';
import { CopyableId } from '../../ui/copyable-id';
import { ErrorView } from '../../ui/error-view';
import { ProgressBar } from '../../ui/progress-bar';
import { BuildLog } from './build-log';
import { cancelBuild } from './build-store';

/** One build from its first byte to its result. */
export function BuildRun({ job, onAgain }: { job: JobSnapshot; onAgain: () => void }) {
  return (
    <>
      <Outcome job={job} onAgain={onAgain} />
      <Steps job={job} />
      <BuildLog job={job} />
    </>
  );
}

type Step = 'running' | 'cached' | 'done' | 'failed' | 'waiting';

const marks: Record<Step, { icon: LucideIcon; tone: string }> = {
  running: { icon: LoaderCircle, tone: 'text-accent animate-spin' },
  cached: { icon: Zap, tone: 'text-info' },
  done: { icon: Check, tone: 'text-success' },
  failed: { icon: X, tone: 'text-danger' },
  waiting: { icon: CircleDashed, tone: 'text-faint' },
};

function stepOf(row: JobRow): Step {
  switch (row.phase) {
    case 'running':
    case 'cached':
    case 'done':
    case 'failed':
      return row.phase;
    default:
      return 'waiting';
  }
}

function Steps({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  const sending = job.rows.length === 0 && job.state === 'running';
  return (
    <section className="flex shrink-0 flex-col gap-1">
      <h2 className="font-medium">{t('steps')}</h2>
      {sending && (
        <div className="flex items-center gap-3 text-muted">
          <span>{t('sending')}</span>
          <ProgressBar label={t('sending')} value={null} className="max-w-48" />
          <span className="text-sm">{job.current === null ? '' : size(job.current)}</span>
        </div>
      )}
      <ol
        aria-label={t('steps')}
        className="overflow-hidden rounded-lg border border-line bg-raised empty:hidden"
      >
        {job.rows.map((row) => (
          <StepLine key={row.id} row={row} />
        ))}
      </ol>
    </section>
  );
}

function StepLine({ row }: { row: JobRow }) {
  const { t } = useTranslation('build');
  const step = stepOf(row);
  const { icon: Icon, tone } = marks[step];
  const phase = t(`phases.${step}`);
  return (
    <li
      aria-label={t('step', { number: row.id, instruction: row.label, phase })}
      className={clsx(
        'flex items-center gap-3 border-b border-line px-3 py-1.5 last:border-b-0',
        step === 'running' && 'bg-accent-soft',
      )}
    >
      <Icon aria-hidden size={14} className={clsx('shrink-0', tone)} />
      <span className="w-5 shrink-0 text-right text-sm text-faint">{row.id}</span>
      <span className="selectable min-w-0 flex-1 truncate font-mono text-sm" title={row.label}>
        {row.label}
      </span>
      <span className="shrink-0 text-sm text-muted">{phase}</span>
    </li>
  );
}

function Outcome({ job, onAgain }: { job: JobSnapshot; onAgain: () => void }) {
  const { t } = useTranslation('build');
  return (
    <section aria-label={t('result')} className="shrink-0 rounded-lg border border-line bg-raised p-4">
      <div className="mb-2 flex items-center gap-2">
        <h2 className="font-medium">{t('result')}</h2>
        <span className="text-sm text-muted">{t(`state.${job.state}`)}</span>
        <span className="flex-1" />
        {job.state === 'running' ? (
          <Button size="sm" icon={Ban} busy={job.cancelling} onClick={() => void cancelBuild(job.id)}>
            {t('stop')}
          </Button>
        ) : (
          <Button size="sm" onClick={onAgain}>
            {t('again')}
          </Button>
        )}
      </div>
      <OutcomeText job={job} />
    </section>
  );
}

function OutcomeText({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  const failed = job.rows.find((row) => row.phase === 'failed');
  switch (job.state) {
    case 'running':
      return (
        <p className="truncate font-mono text-sm text-muted">{job.rows.at(-1)?.label ?? t('sending')}</p>
      );
    case 'cancelled':
      return <p className="text-muted">{t('cancelledText')}</p>;
    case 'failed':
      return (
        <div className="flex flex-col gap-2">
          {failed && <p>{t('failedAt', { number: failed.id, instruction: failed.label })}</p>}
          {job.error && <ErrorView error={job.error} />}
        </div>
      );
    case 'done':
      return <Built job={job} />;
  }
}

function Built({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  const { duration } = useFormat();
  const [, navigate] = useLocation();
  const open = useOperations((state) => state.open);
  const imageId = job.result?.imageIds[0];
  const references = job.result?.references ?? [];
  const cached = job.rows.filter((row) => row.phase === 'cached').length;
  return (
    <div className="flex flex-col gap-2">
      <p className="selectable font-mono break-all">{references.join('  ')}</p>
      <p className="text-muted">
        {t('built', { duration: duration((job.endedAt ?? job.startedAt) - job.startedAt) })}
        {' · '}
        {t('cachedSteps', { cached, total: job.rows.length })}
      </p>
      {imageId !== undefined && (
        <div className="flex flex-wrap items-center gap-2">
          <CopyableId label={t('result')} value={imageId} />
          <Button size="sm" onClick={() => navigate(`/images/${job.spec.engineId}/${imageId}/history`)}>
            {t('openImage')}
          </Button>
          {references.length > 0 && (
            <Button size="sm" onClick={() => open({ kind: 'push', references })}>
              {t('push')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
