import { FolderOpen, Hammer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../../api/api-error';
import { invoke } from '../../../api/client';
import type { AppError, ContainerStory } from '../../../api/contract';
import { openDropped } from '../../../api/drops';
import { useOperations } from '../../../api/operations';
import { useCommand, useRequest } from '../../../api/requests';
import { useFormat } from '../../../i18n/use-format';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { CodeView } from '../../../ui/code-view';
import { ConfirmFooter } from '../../../ui/confirm-footer';
import { Dialog } from '../../../ui/dialog';
import { ErrorView } from '../../../ui/error-view';
import { Spinner } from '../../../ui/spinner';
import { TextField } from '../../../ui/text-field';
import { folderIn, folderName } from './folder-name';

export interface StoryDialogProps {
  engineId: string;
  containerId: string;
}

/** The alternative to a commit: a Dockerfile that builds to the same files, with what it needs, in a new folder. */
export function StoryDialog({ engineId, containerId }: StoryDialogProps) {
  const { t } = useTranslation('run');
  const close = useOperations((state) => state.close);
  const story = useRequest('containers.dockerfile', { engineId, containerId }, { staleTime: 0, gcTime: 0 });
  const place = useFolder(engineId, containerId);
  const save = useCommand('containers.saveDockerfile', {
    onSuccess: ({ folder }) => {
      close();
      openDropped(
        { kind: 'folder', path: folder, name: folderName(folder), sizeBytes: 0, references: [] },
        'drop',
      );
    },
  });
  const folder = place.folder.trim();
  const ready = story.data !== undefined && folder !== '';
  const error = save.error?.appError ?? place.error;
  return (
    <Dialog
      title={t('story.title')}
      description={t('story.description')}
      onClose={close}
      onSubmit={() => ready && !save.isPending && save.mutate({ engineId, containerId, folder })}
      size="lg"
      footer={
        <ConfirmFooter
          verb={t('story.save')}
          icon={Hammer}
          onCancel={close}
          disabled={!ready}
          busy={save.isPending}
        />
      }
    >
      <div className="flex min-w-0 flex-col gap-4">
        {story.isPending && <Spinner label={t('story.reading')} />}
        {story.error && <ErrorView error={story.error.appError} />}
        {story.data && <Story story={story.data} />}
        <div className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField label={t('story.folder')} mono value={place.folder} onChange={place.setFolder} />
          </div>
          <Button icon={FolderOpen} className="mb-0.5" onClick={place.choose}>
            {t('story.choose')}
          </Button>
        </div>
        <p className="-mt-2 text-sm text-faint">{t('story.folderHint')}</p>
        {error && <ErrorView error={error} />}
      </div>
    </Dialog>
  );
}

function Story({ story: { text, notes, totalFiles, files } }: { story: ContainerStory }) {
  const { t } = useTranslation('run');
  const format = useFormat();
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return (
    <>
      <div className="flex h-72 min-h-0 flex-col overflow-hidden rounded-md border border-line">
        <CodeView
          label={t('story.dockerfile')}
          text={text}
          language="dockerfile"
          className="min-h-0 flex-1"
        />
      </div>
      <p className="text-sm text-muted">
        {t('story.files', { count: totalFiles, number: format.count(totalFiles), size: format.size(bytes) })}
      </p>
      {notes.map(({ kind, paths }) => (
        <Banner key={kind} tone="warning">
          <span className="break-all">{t(`story.notes.${kind}`, { paths: paths.join(', ') })}</span>
        </Banner>
      ))}
    </>
  );
}

/** A new folder, suggested in the downloads; a folder that is chosen is what it is made in. */
function useFolder(engineId: string, containerId: string) {
  const [folder, setFolder] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    suggest(engineId, containerId).then(
      (suggested) => setFolder((typed) => (typed === '' ? suggested : typed)),
      (thrown: unknown) => setError(appErrorOf(thrown)),
    );
  }, [engineId, containerId]);
  const choose = () => {
    const ask = async () => {
      const parent = await invoke('app.chooseFolder');
      if (parent !== null) setFolder((before) => folderIn(parent, folderName(before)));
    };
    ask().catch((thrown: unknown) => setError(appErrorOf(thrown)));
  };
  return { folder, setFolder, error, choose };
}

async function suggest(engineId: string, containerId: string): Promise<string> {
  const containers = await invoke('containers.list', { engineId });
  const name = containers.find(({ id }) => id === containerId)?.name ?? 'container';
  const archive = await invoke('app.suggestSavePath', { references: [name] });
  return folderIn(archive.slice(0, -folderName(archive).length), name);
}
