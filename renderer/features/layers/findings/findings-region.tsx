import { useTranslation } from 'react-i18next';
import type { Findings } from '../../../api/contract';
import { useRequest } from '../../../api/requests';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorView } from '../../../ui/error-view';
import { Skeleton } from '../../../ui/skeleton';
import { useScope } from '../browser/browser-store';
import { AdviceSection } from './advice-section';
import { CacheSection, DuplicateSection } from './caches-and-duplicates';
import { EndedSection, FoundSection } from './file-sections';

/** What deserves a look, the worst first. Each item leads to its file, layer and instruction. */
export function FindingsRegion() {
  const { t } = useTranslation('layers');
  const { analysis } = useScope();
  const { data, error, refetch } = useRequest('layers.findings', { treeId: analysis.treeId });
  if (error) {
    return (
      <ErrorView
        error={error.appError}
        actions={
          <Button size="sm" onClick={() => void refetch()}>
            {t('analyse.retry')}
          </Button>
        }
      />
    );
  }
  if (data === undefined) return <Waiting />;
  if (isEmpty(data)) {
    return <EmptyState compact title={t('findings.nothing')} text={t('findings.nothingText')} />;
  }
  return (
    <div className="flex flex-col gap-4">
      <EndedSection kind="leaked" list={data.leaked} />
      <FoundSection kind="secrets" list={data.secrets} />
      <AdviceSection advice={data.advice} />
      <EndedSection kind="overwritten" list={data.overwritten} />
      <CacheSection list={data.caches} />
      <DuplicateSection list={data.duplicates} />
      <FoundSection kind="setuid" list={data.setuid} />
      <FoundSection kind="worldWritable" list={data.worldWritable} />
    </div>
  );
}

function Waiting() {
  const { t } = useTranslation('layers');
  return (
    <div aria-busy="true" className="flex flex-col gap-2">
      <p role="status" className="sr-only">
        {t('findings.reading')}
      </p>
      <Skeleton className="h-6 w-1/2" />
      <Skeleton className="h-12" />
      <Skeleton className="h-12" />
    </div>
  );
}

function isEmpty(findings: Findings): boolean {
  const { leaked, secrets, overwritten, caches, duplicates, setuid, worldWritable, advice } = findings;
  const lists = [leaked, secrets, overwritten, caches, duplicates, setuid, worldWritable];
  return advice.length === 0 && lists.every(({ total }) => total === 0);
}
