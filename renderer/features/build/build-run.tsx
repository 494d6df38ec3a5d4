import { Ban } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BuildStep, JobSnapshot } from '../../api/contract';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { ErrorView } from '../../ui/error-view';
import { BuildLog } from './build-log';
import { BuildSteps } from './build-steps';
import { cancelBuild } from './build-store';
import { FailureHelp } from './failure-help';
import { BuiltCard } from './result/built-card';
import { LookInside } from './result/look-inside';

/** One build from its first byte to its result. */
export function BuildRun({ job, onAgain }: { job: JobSnapshot; onAgain: () => void }) {
  return (
    <>
      <Outcome job={job} onAgain={onAgain} />
      <BuildSteps job={job} />
      <Warnings job={job} />
      <BuildLog job={job} />
    </>
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
          {failed && <p>{t('failedAt', { number: failed.place, instruction: failed.text })}</p>}
          {job.build?.failure && <FailureHelp failure={job.build.failure} />}
          {job.error && <ErrorView error={job.error} />}
          {failed && job.build && <LookInside build={job.build} />}
        </div>
      );
    case 'done':
      return <BuiltCard job={job} />;
  }
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
