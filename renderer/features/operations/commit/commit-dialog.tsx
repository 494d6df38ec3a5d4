import { FileCode } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContainerSummary } from '../../../api/contract';
import { useEvent } from '../../../api/events';
import { useOperations } from '../../../api/operations';
import { useRequest } from '../../../api/requests';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { Checkbox } from '../../../ui/checkbox';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorView } from '../../../ui/error-view';
import { Select } from '../../../ui/select';
import { Spinner } from '../../../ui/spinner';
import { TextField } from '../../../ui/text-field';
import { readChanges } from '../change-lines';
import { ChangesField } from '../changes-field';
import { OperationDialog } from '../operation-dialog';
import { ReferenceField } from '../reference-field';
import { useReferenceCheck } from '../use-reference-check';
import { useStartJob } from '../use-start-job';
import { ContainerChangesView } from './container-changes';

export interface CommitDialogProps {
  engineId: string | null;
  /** The container to begin with; empty to let the person choose. */
  containerId: string;
}

interface Draft {
  containerId: string;
  reference: string;
  author: string;
  message: string;
  pause: boolean;
  changes: string;
}

export function CommitDialog({ engineId, containerId }: CommitDialogProps) {
  const { t } = useTranslation('operations');
  const [draft, setDraft] = useState<Draft>({
    containerId,
    reference: '',
    author: '',
    message: '',
    pause: true,
    changes: '',
  });
  const containers = useContainers(engineId);
  const chosen = chosenContainer(containers.data ?? [], draft.containerId);
  const live = useReferenceCheck(engineId, draft.reference);
  const { changes, problem } = readChanges(draft.changes);
  const { start, starting, error } = useStartJob(engineId);
  const reference = draft.reference.trim();
  const edit = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <OperationDialog
      title={t('commit.title')}
      description={t('commit.description')}
      verb={t('commit.confirm')}
      onConfirm={() =>
        void start({
          kind: 'commit',
          containerId: chosen?.id ?? '',
          ...(reference === '' ? {} : { reference }),
          author: draft.author.trim(),
          message: draft.message.trim(),
          pause: draft.pause,
          changes,
        })
      }
      needs="commit"
      disabled={!chosen || problem !== null || (live.check !== null && !live.check.valid)}
      busy={starting}
      error={error}
      size="lg"
      keepOpen={reference !== '' || draft.message !== ''}
    >
      {containers.error && <ErrorView error={containers.error.appError} />}
      {!containers.data && !containers.error && <Spinner label={t('checking')} />}
      {containers.data?.length === 0 && (
        <EmptyState title={t('commit.noContainersTitle')} text={t('commit.noContainers')} compact />
      )}
      {engineId !== null && containers.data && containers.data.length > 0 && (
        <>
          <ContainerSelect
            containers={containers.data}
            value={chosen?.id ?? ''}
            onChange={(id) => edit({ containerId: id })}
          />
          <ContainerChangesView engineId={engineId} containerId={chosen?.id ?? ''} />
          <Banner
            tone="warning"
            title={t('commit.auditTitle')}
            actions={chosen && <InsteadButton containerId={chosen.id} />}
          >
            {t('commit.audit')}
          </Banner>
          <ReferenceField
            label={t('commit.reference')}
            placeholder={t('commit.referencePlaceholder')}
            value={draft.reference}
            onChange={(text) => edit({ reference: text })}
            live={live}
            optional
            emptyHint={t('commit.referenceEmpty')}
          />
          {live.check?.valid && live.check.existing !== null && (
            <Banner tone="warning">{t('commit.moves', { reference: live.check.familiar })}</Banner>
          )}
          <Texts draft={draft} edit={edit} />
        </>
      )}
    </OperationDialog>
  );
}

/** The alternative, whose image says how it was made. */
function InsteadButton({ containerId }: { containerId: string }) {
  const { t } = useTranslation('run');
  const open = useOperations((state) => state.open);
  return (
    <Button size="sm" icon={FileCode} onClick={() => open({ kind: 'write-dockerfile', containerId })}>
      {t('story.open')}
    </Button>
  );
}

/** The chosen one; where there is but one, nobody has to choose it. Ids may be given by their beginning. */
function chosenContainer(containers: readonly ContainerSummary[], id: string): ContainerSummary | undefined {
  if (id === '') return containers.length === 1 ? containers[0] : undefined;
  return containers.find((container) => container.id.startsWith(id));
}

function useContainers(engineId: string | null) {
  const query = useRequest(
    'containers.list',
    { engineId: engineId ?? '' },
    { enabled: engineId !== null, staleTime: 0, gcTime: 0 },
  );
  useEvent('containers.changed', (changed) => {
    if (changed.engineId === engineId) void query.refetch();
  });
  return query;
}

interface ContainerSelectProps {
  containers: readonly ContainerSummary[];
  value: string;
  onChange: (id: string) => void;
}

function ContainerSelect({ containers, value, onChange }: ContainerSelectProps) {
  const { t } = useTranslation('operations');
  return (
    <Select
      label={t('commit.container')}
      placeholder={t('commit.chooseContainer')}
      value={value}
      onChange={onChange}
      options={containers.map(({ id, name, image, status }) => ({
        value: id,
        label: name,
        hint: `${image} · ${status}`,
      }))}
    />
  );
}

/** Who, why, and what the image is to do. */
function Texts({ draft, edit }: { draft: Draft; edit: (part: Partial<Draft>) => void }) {
  const { t } = useTranslation('operations');
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label={t('commit.author')}
          placeholder={t('commit.authorPlaceholder')}
          value={draft.author}
          onChange={(author) => edit({ author })}
          optional
        />
        <TextField
          label={t('commit.message')}
          placeholder={t('commit.messagePlaceholder')}
          value={draft.message}
          onChange={(message) => edit({ message })}
          optional
        />
      </div>
      <ChangesField value={draft.changes} onChange={(changes) => edit({ changes })} />
      <Checkbox
        label={t('commit.pause')}
        hint={t('commit.pauseHint')}
        checked={draft.pause}
        onChange={(pause) => edit({ pause })}
      />
    </>
  );
}
