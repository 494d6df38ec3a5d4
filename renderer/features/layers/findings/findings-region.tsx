import { useTranslation } from 'react-i18next';
import type { Findings } from '../../../api/contract';
import { useRequest } from '../../../api/requests';
import { EmptyState } from '../../../ui/empty-state';
import { Skeleton } from '../../../ui/skeleton';
import { Answered } from '../browser/answered';
import { useScope } from '../browser/browser-store';
import { AdviceSection } from './advice-section';
import { CacheSection, DuplicateSection } from './caches-and-duplicates';
import { EndedSection, FoundSection } from './file-sections';

/** What deserves a look, the worst first. Each item leads to its file, layer and instruction. */
export function FindingsRegion() {
  const { analysis } = useScope();
  const asked = useRequest('layers.findings', { treeId: analysis.treeId });
  return (
    <Answered asked={asked} waiting={<Waiting />}>
      {(findings) => <Sections findings={findings} />}
    </Answered>
  );
}

function Sections({ findings }: { findings: Findings }) {
  const { t } = useTranslation('layers');
  const { damage } = useScope().analysis;
  if (isEmpty(findings)) {
    const text = t(damage.length > 0 ? 'findings.nothingRead' : 'findings.nothingText');
    return <EmptyState compact title={t('findings.nothing')} text={text} />;
  }
  return (
    <div className="flex flex-col gap-4">
      <EndedSection kind="leaked" list={findings.leaked} />
      <FoundSection kind="secrets" list={findings.secrets} />
      <AdviceSection advice={findings.advice} />
      <EndedSection kind="overwritten" list={findings.overwritten} />
      <CacheSection list={findings.caches} />
      <DuplicateSection list={findings.duplicates} />
      <FoundSection kind="setuid" list={findings.setuid} />
      <FoundSection kind="worldWritable" list={findings.worldWritable} />
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
