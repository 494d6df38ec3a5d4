import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuildStep, JobSnapshot } from '../../api/contract';
import { useFormat } from '../../i18n/use-format';
import { Badge } from '../../ui/badge';
import { ProgressBar } from '../../ui/progress-bar';
import { SegmentedControl } from '../../ui/segmented-control';
import { Skeleton } from '../../ui/skeleton';
import { StepLog } from './step-log';
import { isInternal, stepLooks, stepTime } from './step-look';
import { useNow } from './use-now';

const BuildGraph = lazy(async () => ({ default: (await import('./build-graph')).BuildGraph }));

/** Larger graphs cannot be taken in; the list can. */
const MOST_IN_GRAPH = 120;

/** The steps of a build as a list or as the graph that they make; the one that failed is open. */
export function BuildSteps({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  const [shape, setShape] = useState<'list' | 'graph'>('list');
  const [open, setOpen] = useState<string | null>(null);
  const steps = job.build?.steps ?? [];
  const failed = steps.find(({ state }) => state === 'failed')?.id;
  useEffect(() => {
    if (failed !== undefined) setOpen(failed);
  }, [failed]);
  const drawable = steps.length > 1 && steps.length <= MOST_IN_GRAPH;
  return (
    <section className="flex shrink-0 flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <h2 className="flex-1 font-medium">{t('steps')}</h2>
        {drawable && (
          <SegmentedControl
            label={t('shape')}
            value={shape}
            onChange={setShape}
            options={[
              { value: 'list', label: t('asList') },
              { value: 'graph', label: t('asGraph') },
            ]}
          />
        )}
      </div>
      {steps.length === 0 && job.state === 'running' && <Sending job={job} />}
      {shape === 'graph' && drawable && (
        <Suspense fallback={<Skeleton className="h-40 rounded-lg" />}>
          <BuildGraph steps={steps} chosen={open} onChoose={setOpen} />
        </Suspense>
      )}
      <StepList
        job={job}
        steps={shape === 'graph' && drawable ? steps.filter(({ id }) => id === open) : steps}
        open={open}
        onOpen={setOpen}
      />
    </section>
  );
}

function Sending({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  return (
    <div className="flex items-center gap-3 text-muted">
      <span>{t('sending')}</span>
      <ProgressBar label={t('sending')} value={null} className="max-w-48" />
      <span className="text-sm">{job.current === null ? '' : size(job.current)}</span>
    </div>
  );
}

interface StepListProps {
  job: JobSnapshot;
  steps: readonly BuildStep[];
  open: string | null;
  onOpen: (id: string | null) => void;
}

function StepList({ job, steps, open, onOpen }: StepListProps) {
  const { t } = useTranslation('build');
  return (
    <ol
      aria-label={t('steps')}
      className="overflow-hidden rounded-lg border border-line bg-raised empty:hidden"
    >
      {steps.map((step) => (
        <StepLine
          key={step.id}
          job={job}
          step={step}
          open={open === step.id}
          onToggle={() => onOpen(open === step.id ? null : step.id)}
        />
      ))}
    </ol>
  );
}

interface StepLineProps {
  job: JobSnapshot;
  step: BuildStep;
  open: boolean;
  onToggle: () => void;
}

function StepLine({ job, step, open, onToggle }: StepLineProps) {
  const { t } = useTranslation('build');
  const { icon: Icon, tone } = stepLooks[step.state];
  const phase = t(`phases.${step.state}`);
  const expandable = step.hasLog || step.error !== '';
  return (
    <li
      aria-label={t('step', { number: step.place, instruction: step.text, phase })}
      className={clsx('border-b border-line last:border-b-0', step.state === 'running' && 'bg-accent-soft')}
    >
      <button
        type="button"
        aria-expanded={open}
        disabled={!expandable}
        onClick={onToggle}
        className="flex w-full items-center gap-2.5 px-3 py-1.5 text-left enabled:hover:bg-hover"
      >
        <ChevronRight
          aria-hidden
          size={13}
          className={clsx('shrink-0 transition-transform', open && 'rotate-90', !expandable && 'opacity-0')}
        />
        <Icon aria-hidden size={14} className={clsx('shrink-0', tone)} />
        <span className="w-8 shrink-0 text-right text-sm text-faint tabular-nums">{step.place}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-sm" title={step.text}>
          {step.text}
        </span>
        {step.stage !== '' && <StageBadge stage={isInternal(step) ? t('internalStage') : step.stage} />}
        <StepTime step={step} phase={phase} />
      </button>
      {open && expandable && <StepLog job={job} step={step} />}
    </li>
  );
}

/** A long name leaves the instruction its place. */
function StageBadge({ stage }: { stage: string }) {
  return (
    <span className="flex max-w-[30%] shrink-0" title={stage}>
      <Badge>
        <span className="truncate">{stage}</span>
      </Badge>
    </span>
  );
}

function StepTime({ step, phase }: { step: BuildStep; phase: string }) {
  const { duration, size } = useFormat();
  const now = useNow(step.state === 'running');
  const time = stepTime(step, now);
  const { current, total } = step;
  const counts = step.state === 'running' && current !== null;
  return (
    <>
      {counts && (
        <span className="shrink-0 text-sm text-muted tabular-nums">
          {size(current)}
          {total !== null && ` / ${size(total)}`}
        </span>
      )}
      <span className="shrink-0 text-sm text-muted">{phase}</span>
      <span className="w-14 shrink-0 text-right text-sm text-faint tabular-nums">
        {time === null || step.state === 'cached' ? '' : duration(time)}
      </span>
    </>
  );
}
