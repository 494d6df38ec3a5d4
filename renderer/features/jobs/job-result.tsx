import { FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { JobResult, JobSnapshot } from '../../api/contract';
import { useCommand } from '../../api/requests';
import { routes } from '../../api/routes';
import { shortId } from '../../format/ids';
import { useFormat } from '../../i18n/use-format';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { CopyableId } from '../../ui/copyable-id';
import { ErrorView } from '../../ui/error-view';
import { JobReport } from './job-report';

/** Links to more images than this would be a list of their own. */
const LINKS = 4;

export interface JobResultViewProps {
  job: JobSnapshot;
  result: JobResult;
  title: string;
}

/** What a job brought about, with the way on: to the image, the file, the report. */
export function JobResultView({ job, result, title }: JobResultViewProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Facts job={job} result={result} />
      {result.file !== null && <SavedFile path={result.file} bytes={result.bytes} />}
      {needsReport(result) && <JobReport title={title} items={result.items} />}
    </div>
  );
}

/** One failure is told by the job's error, one success by its title; only what was kept needs a word. */
function needsReport({ items }: JobResult): boolean {
  return items.length > 1 || items[0]?.outcome === 'kept';
}

/** Names, digest, bytes and links in one line that wraps. */
function Facts({ job, result }: { job: JobSnapshot; result: JobResult }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const parts: ReactNode[] = [];
  if (result.upToDate && job.spec.kind === 'pull') {
    parts.push(<Badge key="same">{t('result.upToDate')}</Badge>);
  }
  if (result.upToDate && job.spec.kind === 'push') {
    parts.push(<Badge key="same">{t('result.upToDatePush')}</Badge>);
  }
  if (result.reclaimedBytes !== null && result.reclaimedBytes > 0) {
    parts.push(
      <span key="freed" className="text-muted">
        {t('result.freed', { size: format.size(result.reclaimedBytes) })}
      </span>,
    );
  }
  if (job.spec.kind === 'prune' && result.items.length === 0) {
    parts.push(
      <span key="nothing" className="text-muted">
        {t('result.nothing')}
      </span>,
    );
  }
  if (tellsNames(job)) {
    parts.push(
      ...result.references.map((name) => <Chip key={name} text={name} copyable className="font-mono" />),
    );
  }
  if (result.digest !== null) {
    const label = t('result.digest');
    parts.push(
      <span key="digest" className="flex min-w-0 items-center gap-1 text-muted">
        {label}
        <CopyableId label={label} value={result.digest} short={result.digest.slice(0, 19)} />
      </span>,
    );
  }
  if (leavesImages(job)) parts.push(<ImageLinks key="images" job={job} ids={result.imageIds} />);
  if (parts.length === 0) return null;
  return <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">{parts}</div>;
}

/** Whether the names that came out are not in the job's title already. */
function tellsNames({ spec }: JobSnapshot): boolean {
  switch (spec.kind) {
    case 'load':
    case 'import':
    case 'commit':
    case 'build':
      return true;
    case 'pull':
      return spec.allTags === true;
    case 'push':
    case 'tag':
    case 'untag':
    case 'remove':
    case 'prune':
    case 'save':
      return false;
  }
}

/** Whether the images that the result names are still there afterwards and new to look at. */
function leavesImages({ spec }: JobSnapshot): boolean {
  return spec.kind !== 'remove' && spec.kind !== 'prune' && spec.kind !== 'untag' && spec.kind !== 'save';
}

function ImageLinks({ job, ids }: { job: JobSnapshot; ids: readonly string[] }) {
  const { t } = useTranslation('jobs');
  const [, navigate] = useLocation();
  return ids.slice(0, LINKS).map((id) => (
    <Button
      key={id}
      size="sm"
      variant="ghost"
      className="text-accent!"
      onClick={() => navigate(routes.image(job.spec.engineId, id))}
    >
      {ids.length === 1 ? t('result.showImage') : t('result.showNamed', { name: shortId(id) })}
    </Button>
  ));
}

function SavedFile({ path, bytes }: { path: string; bytes: number | null }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const reveal = useCommand('app.revealFile');
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <CopyableId label={t('result.file')} value={path} short={false} />
      {bytes !== null && (
        <span className="text-muted">{t('result.written', { size: format.size(bytes) })}</span>
      )}
      <Button size="sm" icon={FolderOpen} onClick={() => reveal.mutate({ path })}>
        {t('result.reveal')}
      </Button>
      {reveal.error && <ErrorView error={reveal.error.appError} className="w-full" />}
    </div>
  );
}
