import type { TFunction } from 'i18next';
import { Ban, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AppError, BuildStep, JobSnapshot, NextStep } from '../../api/contract';
import { useEngine } from '../../api/engine';
import { freesSpaceFor, useOperations } from '../../api/operations';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ErrorView } from '../../ui/error-view';
import { BuildLog } from './build-log';
import { BuildSteps } from './build-steps';
import { buildAgain, cancelBuild } from './build-store';
import { FailureHelp } from './failure-help';
import { BuiltCard } from './result/built-card';
import { LookInside } from './result/look-inside';

/** One build from its first byte to its result. */
export function BuildRun({ job }: { job: JobSnapshot }) {
  return (
    <>
      <Outcome job={job} />
      {(job.state === 'running' || job.build?.steps.length !== 0) && <BuildSteps job={job} />}
      <Warnings job={job} />
      <BuildLog job={job} />
    </>
  );
}

function Outcome({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  return (
    <section aria-label={t('result')} className="shrink-0 rounded-lg border border-line bg-raised p-4">
      <div className="mb-2 flex items-center gap-2">
        <h2 className="font-medium">{t('result')}</h2>
        <span className="text-sm text-muted">{t(`state.${job.state}`)}</span>
        <span className="flex-1" />
        {job.state === 'running' && (
          <Button size="sm" icon={Ban} busy={job.cancelling} onClick={() => void cancelBuild(job.id)}>
            {t('stop')}
          </Button>
        )}
      </div>
      <OutcomeText job={job} />
      {job.state !== 'running' && <Again job={job} />}
    </section>
  );
}

/**
 * Stands where nothing of a running build does: the second press of a double click neither cancels what the first has
 * started nor starts what it has cancelled.
 */
function Again({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  const { activeId, connected } = useEngine();
  const elsewhere = job.spec.engineId !== activeId;
  return (
    <div className="mt-3 flex items-center gap-3 border-t border-line pt-3">
      <Button
        size="sm"
        icon={RotateCcw}
        disabled={!connected || elsewhere}
        onClick={() => void buildAgain(job)}
      >
        {t('again')}
      </Button>
      <p className="min-w-0 text-sm break-words text-muted">{t('againHint', { folder: placeOf(job) })}</p>
    </div>
  );
}

/** Folder and Dockerfile that a build was made of, as one path where they are one. */
function placeOf({ spec }: JobSnapshot): string {
  if (spec.kind !== 'build') return '';
  return spec.dockerfile === '' ? spec.folder : `${spec.folder} · ${spec.dockerfile}`;
}

function OutcomeText({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  const steps = job.build?.steps ?? [];
  const failed = steps.find(({ state }) => state === 'failed');
  const running = steps.findLast(({ state }) => state === 'running');
  switch (job.state) {
    case 'running':
      return (
        <p className="truncate font-mono text-sm text-muted">
          {running === undefined ? t('sending') : nameOf(running)}
        </p>
      );
    case 'cancelled':
      return <p className="text-muted">{t('cancelledText')}</p>;
    case 'failed':
      return (
        <div className="flex flex-col gap-2">
          {failed && <p>{failedAt(t, failed)}</p>}
          {job.error && <Problem job={job} error={job.error} />}
          {job.build?.failure && job.spec.kind === 'build' && (
            <FailureHelp spec={job.spec} failure={job.build.failure} />
          )}
          {failed && job.build && <LookInside build={job.build} />}
        </div>
      );
    case 'done':
      return <BuiltCard job={job} />;
  }
}

/** What the builder does besides the instructions has no number. */
const failedAt = (t: TFunction<'build'>, { place, text }: BuildStep): string =>
  place === '' ? t('failedIn', { step: text }) : t('failedAt', { number: place, instruction: text });

/** Why it failed; going on from there opens a dialog, building again has a button of its own. */
function Problem({ job, error }: { job: JobSnapshot; error: AppError }) {
  const open = useOperations((state) => state.open);
  const onNext = (next: NextStep) => {
    if (next.step === 'prune') open(freesSpaceFor(job));
    if (next.step === 'sign-in') open({ kind: 'sign-in', server: next.server, retryJob: job.id });
  };
  return <ErrorView error={error} onNext={onNext} offers={['prune', 'sign-in']} />;
}

const nameOf = ({ place, text }: BuildStep): string => (place === '' ? text : `${place} ${text}`);

/** What BuildKit's own checks say of the Dockerfile. */
function Warnings({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation('build');
  const warnings = job.build?.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <Banner tone="warning" title={t('warnings', { count: warnings.length })}>
      <ul className="selectable list-disc pl-4">
        {warnings.map(({ text, line }) => (
          <li key={`${line} ${text}`}>{line === null ? text : t('warningAt', { line, text })}</li>
        ))}
      </ul>
    </Banner>
  );
}
