import { FileQuestion } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryStep, ImageHistory, ReconstructedDockerfile } from '../../api/contract';
import { useCapability } from '../../api/engine';
import { useRequest } from '../../api/requests';
import { useFormat } from '../../i18n/use-format';
import { Button } from '../../ui/button';
import { CodeView } from '../../ui/code-view';
import { CopyButton } from '../../ui/copy-button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorView } from '../../ui/error-view';
import { RelativeTime } from '../../ui/relative-time';
import { useSteady } from '../../ui/use-steady';
import { HistorySkeleton } from './history-skeleton';
import { NoHistory } from './no-history';

/** The Dockerfile that the history amounts to, and what it cannot tell. */
export function DockerfileTab({ engineId, imageId }: { engineId: string; imageId: string }) {
  const { t } = useTranslation();
  const input = { engineId, id: imageId };
  const { data, error, refetch } = useRequest('images.dockerfile', input);
  const history = useRequest('images.history', input);
  const { lack } = useCapability('history');
  const dockerfile = useSteady(data);
  if (lack !== null) return <NoHistory lack={lack} />;
  if (error && data === undefined) {
    const retry = <Button onClick={() => void refetch()}>{t('retry')}</Button>;
    return <ErrorView size="page" error={error.appError} actions={retry} />;
  }
  if (dockerfile === undefined) return <HistorySkeleton />;
  return <Reconstruction dockerfile={dockerfile} history={history.data} waiting={dockerfile !== data} />;
}

interface ReconstructionProps {
  dockerfile: ReconstructedDockerfile;
  history: ImageHistory | undefined;
  waiting: boolean;
}

function Reconstruction({ dockerfile, history, waiting }: ReconstructionProps) {
  const { t } = useTranslation('images');
  const [line, setLine] = useState<number | null>(null);
  const { text, lineSteps, notes } = dockerfile;
  const pointed = line === null ? null : (lineSteps[line] ?? null);
  const lineClass = useCallback(
    (index: number) => (pointed !== null && lineSteps[index] === pointed ? 'bg-accent-soft' : ''),
    [lineSteps, pointed],
  );
  if (text.trim() === '') {
    return <EmptyState compact hollow title={t('dockerfile.none')} text={t('dockerfile.noneText')} />;
  }
  return (
    <div inert={waiting} aria-busy={waiting} className="flex h-0 min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 items-center gap-2 border-b border-line py-1 pr-2 pl-4 text-sm text-faint">
        <span className="min-w-0 flex-1">{t('dockerfile.intro')}</span>
        <CopyButton label={t('dockerfile.copy')} text={text} />
      </div>
      <CodeView
        label={t('dockerfile.label')}
        text={text.trimEnd()}
        language="dockerfile"
        lineClass={lineClass}
        onLineHover={setLine}
      />
      <StepLine step={history?.steps.find(({ index }) => index === pointed)} />
      <Notes notes={notes} />
    </div>
  );
}

/** The step of the line that is pointed at; its place stays when there is none. */
function StepLine({ step }: { step: HistoryStep | undefined }) {
  const { t } = useTranslation('images');
  const format = useFormat();
  return (
    <p
      role="status"
      className="flex h-8 shrink-0 items-center gap-2 border-t border-line px-4 text-sm whitespace-nowrap text-muted"
    >
      {step === undefined ? (
        <span className="truncate text-faint">{t('dockerfile.noStep')}</span>
      ) : (
        <>
          <span className="font-medium text-fg">{t('dockerfile.step', { number: step.index + 1 })}</span>
          <span>{step.layer === null ? t('dockerfile.settingOnly') : format.size(step.sizeBytes)}</span>
          {step.created > 0 && <RelativeTime time={step.created} />}
          <span className="truncate text-faint">{step.comment}</span>
        </>
      )}
    </p>
  );
}

function Notes({ notes }: { notes: ReconstructedDockerfile['notes'] }) {
  const { t } = useTranslation('images');
  if (notes.length === 0) return null;
  return (
    <section
      aria-label={t('dockerfile.notes')}
      className="selectable flex max-h-48 shrink-0 gap-2.5 overflow-y-auto border-t border-line bg-sunken px-4 py-2.5 text-sm"
    >
      <FileQuestion aria-hidden size={15} className="mt-px shrink-0 text-info" />
      <div className="min-w-0">
        <h3 className="font-medium">{t('dockerfile.notes')}</h3>
        <ul className="text-muted">
          {notes.map((note) => (
            <li key={note}>{t(`dockerfile.note.${note}`)}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}
