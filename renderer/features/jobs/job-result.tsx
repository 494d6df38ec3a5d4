import { FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { JobResult, JobSnapshot } from '../../api/contract';
import { useCommand } from '../../api/requests';
import { routes } from '../../api/routes';
import { shortId } from '../../format/ids';
import { errorSentence } from '../../i18n/error-text';
import { useFormat } from '../../i18n/use-format';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { CopyableId } from '../../ui/copyable-id';
import { ErrorView } from '../../ui/error-view';
import { toast } from '../../ui/toast';
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

interface PartProps {
  job: JobSnapshot;
  result: JobResult;
}

/** What was done or need not be, names, digest and links, in one line that wraps. */
function Facts({ job, result }: PartProps) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm empty:hidden">
      <Effect job={job} result={result} />
      {tellsNames(job) &&
        result.references.map((name) => <Chip key={name} text={name} copyable className="font-mono" />)}
      {result.digest !== null && <Digest digest={result.digest} />}
      {leavesImages(job) && <ImageLinks job={job} result={result} />}
    </div>
  );
}

function Digest({ digest }: { digest: string }) {
  const { t } = useTranslation('jobs');
  const label = t('result.digest');
  return (
    <span className="flex min-w-0 items-center gap-1 text-muted">
      {label}
      <CopyableId label={label} value={digest} short={digest.slice(0, 19)} />
    </span>
  );
}

/** That nothing had to be done, or how much space was won. */
function Effect({ job: { spec }, result }: PartProps) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  if (result.upToDate && spec.kind === 'pull') return <Badge>{t('result.upToDate')}</Badge>;
  if (result.upToDate && spec.kind === 'push') return <Badge>{t('result.upToDatePush')}</Badge>;
  if (spec.kind === 'prune' && result.upToDate) {
    return <span className="text-muted">{t('result.nothing')}</span>;
  }
  if (result.reclaimedBytes === null || result.reclaimedBytes === 0) return null;
  const size = format.size(result.reclaimedBytes);
  return <span className="text-muted">{t('result.freed', { size })}</span>;
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
    case 'analyse':
    case 'extract':
      return false;
  }
}

/** Kinds that take images away, or make something else of them. */
const leavesNone = new Set<JobSnapshot['spec']['kind']>([
  'remove',
  'prune',
  'untag',
  'save',
  'analyse',
  'extract',
]);

/** Whether the images that the result names are still there afterwards and new to look at. */
function leavesImages({ spec, state }: JobSnapshot): boolean {
  if (state !== 'done') return false;
  return !leavesNone.has(spec.kind);
}

function ImageLinks({ job, result: { imageIds, references } }: PartProps) {
  const { t } = useTranslation('jobs');
  const [, navigate] = useLocation();
  const [name = nameIn(job)] = references;
  const { engineId } = job.spec;
  if (engineId === null) return null;
  if (imageIds.length === 0) {
    return name === null ? null : <NamedImageLink engineId={engineId} name={name} />;
  }
  return imageIds.slice(0, LINKS).map((id) => (
    <Button
      key={id}
      size="sm"
      variant="ghost"
      className="text-accent!"
      onClick={() => navigate(routes.image(engineId, id))}
    >
      {imageIds.length === 1 ? t('result.showImage') : t('result.showNamed', { name: shortId(id) })}
    </Button>
  ));
}

/** The one reference that a job was about; null when it was about none or several. */
function nameIn({ spec }: JobSnapshot): string | null {
  if (spec.kind === 'pull' && spec.allTags) return null;
  return 'reference' in spec ? (spec.reference ?? null) : null;
}

/** A registry tells no id of what was pulled: the image is looked up by its name when someone wants to see it. */
function NamedImageLink({ engineId, name }: { engineId: string; name: string }) {
  const { t } = useTranslation('jobs');
  const { t: tErrors } = useTranslation('errors');
  const [, navigate] = useLocation();
  const find = useCommand('images.checkReference', {
    onSuccess: ({ existing }) => {
      if (existing === null) toast.info(t('result.imageGone', { name }));
      else navigate(routes.image(engineId, existing));
    },
    onError: (error) => toast.error(errorSentence(tErrors, error.appError)),
  });
  return (
    <Button
      size="sm"
      variant="ghost"
      className="text-accent!"
      onClick={() => find.mutate({ engineId, text: name })}
    >
      {t('result.showImage')}
    </Button>
  );
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
