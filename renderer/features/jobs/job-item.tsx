import { clsx } from 'clsx';
import { ChevronRight, FileText, RotateCcw, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, JobSnapshot } from '../../api/contract';
import { useEngine } from '../../api/engine';
import { useFormat } from '../../i18n/use-format';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ErrorView } from '../../ui/error-view';
import { IconButton } from '../../ui/icon-button';
import { ProgressBar } from '../../ui/progress-bar';
import { isPreparingArchive, isReady, paceOf, rowsAreLayers, titleOf } from './describe-job';
import { fractionOf } from './job-list';
import { JobLog } from './job-log';
import { kindIcons, stateLooks } from './job-look';
import { JobResultView } from './job-result';
import { JobRows } from './job-rows';
import { useJob } from './job-store';
import { type JobCommands, useJobCommands } from './use-job-commands';
import { useNextStep } from './use-next-step';

/** One job: what it does, how far it is, how it ended and how to go on. */
export function JobItem({ id }: { id: string }) {
  const job = useJob(id);
  return job === undefined ? null : <Item job={job} />;
}

function Item({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('jobs');
  const titleId = useId();
  const title = titleOf(job, t);
  const [choice, setChoice] = useState<boolean | null>(null);
  const [logOpen, setLogOpen] = useState(false);
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const commands = useJobCommands(setRefusal);
  const canOpen = hasDetails(job);
  const open = canOpen && (choice ?? job.state === 'running');
  return (
    <li
      aria-labelledby={titleId}
      className="flex min-w-0 flex-col gap-2 border-b border-line px-4 py-2.5 last:border-0"
    >
      <div className="flex min-w-0 items-center gap-2">
        <RowsToggle open={open} disabled={!canOpen} onToggle={() => setChoice(!open)} titleId={titleId} />
        <Heading job={job} title={title} titleId={titleId} />
        <Commands job={job} titleId={titleId} commands={commands} onLog={() => setLogOpen(true)} />
      </div>
      <div className="flex min-w-0 flex-col gap-2 pl-8">
        {job.state === 'running' && <Overall job={job} title={title} />}
        {open && <JobRows job={job} label={t('rowsOf', { title })} />}
        <Outcome job={job} title={title} commands={commands} />
        {refusal && <ErrorView error={refusal} />}
      </div>
      {logOpen && <JobLog id={job.id} title={title} onClose={() => setLogOpen(false)} />}
    </li>
  );
}

/** A single thing to do says nothing that the title does not. */
function hasDetails({ rows }: JobSnapshot): boolean {
  return rows.length > 1 || (rows.length === 1 && rows[0]?.unit !== 'items');
}

interface RowsToggleProps {
  open: boolean;
  disabled: boolean;
  onToggle: () => void;
  titleId: string;
}

function RowsToggle({ open, disabled, onToggle, titleId }: RowsToggleProps) {
  const { t } = useTranslation('jobs');
  return (
    <button
      type="button"
      aria-label={t('details')}
      aria-expanded={open}
      aria-describedby={titleId}
      disabled={disabled}
      onClick={onToggle}
      className="flex size-6 shrink-0 items-center justify-center rounded-md text-faint enabled:hover:bg-hover enabled:hover:text-fg disabled:invisible"
    >
      <ChevronRight aria-hidden size={14} className={clsx('transition-transform', open && 'rotate-90')} />
    </button>
  );
}

/** Verb and subject, state, and how it goes. */
function Heading({ job, title, titleId }: { job: JobSnapshot; title: string; titleId: string }) {
  const { t } = useTranslation('jobs');
  const { activeId } = useEngine();
  const Icon = kindIcons[job.spec.kind];
  return (
    <>
      <Icon aria-hidden size={15} className="shrink-0 text-muted" />
      <span id={titleId} className="min-w-0 truncate font-medium" title={title}>
        {title}
      </span>
      <State job={job} />
      {job.engineName !== '' && job.spec.engineId !== activeId && activeId !== null && (
        <span className="shrink-0 text-sm text-faint">{t('onEngine', { engine: job.engineName })}</span>
      )}
      <span className="ml-auto shrink-0 pl-2 text-right text-sm text-muted">
        <Pace job={job} />
      </span>
    </>
  );
}

function State({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('jobs');
  const { icon: Icon, tone } = stateLooks[job.state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden size={11} className={clsx('shrink-0', job.state === 'running' && 'animate-spin')} />
      {t(`states.${job.state}`)}
    </Badge>
  );
}

function Pace({ job }: { job: JobSnapshot }): ReactNode {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  if (job.cancelling && job.state === 'running') return t('cancelling');
  if (job.state === 'running')
    return isPreparingArchive(job) ? t('preparingArchive') : runningText(job, t, format);
  if (job.endedAt === null) return null;
  // What took no time at all still took some.
  return t('took', { duration: format.duration(Math.max(100, job.endedAt - job.startedAt)) });
}

function runningText(
  job: JobSnapshot,
  t: Parameters<typeof paceOf>[1],
  format: Parameters<typeof paceOf>[2],
): string {
  const parts = paceOf(job, t, format);
  if (rowsAreLayers(job.spec.kind) && job.rows.length > 0) {
    parts.unshift(t('layersReady', { ready: job.rows.filter(isReady).length, total: job.rows.length }));
  }
  return parts.join(' · ');
}

function Overall({ job, title }: { job: JobSnapshot; title: string }) {
  const { t } = useTranslation('jobs');
  return (
    <>
      <ProgressBar
        label={t('progressOf', { title })}
        value={fractionOf(job.current, job.total)}
        tone={job.cancelling ? 'neutral' : 'accent'}
        size="md"
      />
      {isPreparingArchive(job) && <p className="text-sm text-faint">{t('preparingArchiveHint')}</p>}
    </>
  );
}

interface CommandsProps {
  job: JobSnapshot;
  titleId: string;
  commands: JobCommands;
  onLog: () => void;
}

function Commands({ job, titleId, commands, onLog }: CommandsProps) {
  const { t } = useTranslation('jobs');
  const running = job.state === 'running';
  const canRetry = job.state === 'failed' || job.state === 'cancelled';
  return (
    <div className="flex shrink-0 items-center gap-1">
      {running && (
        <Button
          size="sm"
          busy={job.cancelling}
          aria-describedby={titleId}
          onClick={() => commands.cancel(job.id)}
        >
          {t('cancel')}
        </Button>
      )}
      {canRetry && (
        <Button size="sm" icon={RotateCcw} aria-describedby={titleId} onClick={() => commands.retry(job.id)}>
          {t('retry')}
        </Button>
      )}
      <IconButton label={t('log')} icon={FileText} size="sm" aria-describedby={titleId} onClick={onLog} />
      {!running && (
        <IconButton
          label={t('clear')}
          icon={X}
          size="sm"
          aria-describedby={titleId}
          onClick={() => commands.clear(job.id)}
        />
      )}
    </div>
  );
}

/** How a job ended: its result, its error with the next step, or what a cancel left. */
function Outcome({ job, title, commands }: { job: JobSnapshot; title: string; commands: JobCommands }) {
  const { t } = useTranslation('jobs');
  const goOn = useNextStep(job, commands);
  const { error, result } = job;
  return (
    <>
      {result && <JobResultView job={job} result={result} title={title} />}
      {error && job.state === 'failed' && (
        // The heading has "Try again" already.
        <ErrorView
          error={error}
          offers={['sign-in', 'force', 'show-containers', 'prune', 'choose-engine']}
          onNext={goOn}
        />
      )}
      {job.state === 'cancelled' && job.spec.kind === 'save' && (
        <p className="text-sm text-muted">{t('cancelledSave')}</p>
      )}
    </>
  );
}
