import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DroppedFile } from '../../api/contract';
import { useOperations } from '../../api/operations';
import { useFormat } from '../../i18n/use-format';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/text-field';
import { readChanges } from './change-lines';
import { ChangesField } from './changes-field';
import { FileField } from './file-field';
import { pathProblem } from './file-path';
import { OperationDialog } from './operation-dialog';
import { ReferenceField } from './reference-field';
import { useFileChoice } from './use-file-choice';
import { useFileKind } from './use-file-kind';
import { useReferenceCheck } from './use-reference-check';
import { useStartJob } from './use-start-job';

export function ImportDialog({ engineId, file }: { engineId: string | null; file: string }) {
  const { t } = useTranslation('operations');
  const [path, setPath] = useState(file);
  const [text, setText] = useState('');
  const [message, setMessage] = useState('');
  const [changesText, setChangesText] = useState('');
  const [demand, setDemand] = useState(false);
  const { choose, error: choiceError } = useFileChoice('import', setPath);
  const live = useReferenceCheck(engineId, text);
  const { changes, problem } = readChanges(changesText);
  const { start, starting, error } = useStartJob(engineId);
  const reference = text.trim();
  const confirm = () => {
    setDemand(true);
    if (pathProblem(path) !== null) return;
    const named = reference === '' ? {} : { reference };
    void start({ kind: 'import', file: path.trim(), ...named, message: message.trim(), changes });
  };
  return (
    <OperationDialog
      title={t('import.title')}
      description={t('import.description')}
      verb={t('import.confirm')}
      onConfirm={confirm}
      needs="import"
      disabled={problem !== null || (live.check !== null && !live.check.valid)}
      busy={starting}
      error={error ?? choiceError}
      keepOpen={reference !== '' || message !== ''}
    >
      <FileField
        value={path}
        onChange={setPath}
        onChoose={choose}
        placeholder={t('import.placeholder')}
        demand={demand}
      />
      <FileContent path={path} />
      <ReferenceField
        label={t('import.reference')}
        placeholder={t('import.referencePlaceholder')}
        value={text}
        onChange={setText}
        live={live}
        optional
      />
      <TextField
        label={t('import.message')}
        placeholder={t('import.messagePlaceholder')}
        value={message}
        onChange={setMessage}
        optional
      />
      <ChangesField value={changesText} onChange={setChangesText} />
      <Banner tone="warning" title={t('import.auditTitle')}>
        {t('import.audit')}
      </Banner>
    </OperationDialog>
  );
}

/** Says what was found, and warns of an archive of images: importing it makes nonsense without an error. */
function FileContent({ path }: { path: string }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const open = useOperations((state) => state.open);
  const { file } = useFileKind(path);
  if (!file) return null;
  if (isImageArchive(file)) {
    return (
      <Banner
        tone="warning"
        title={t('import.wrongTitle')}
        actions={
          <Button size="sm" onClick={() => open({ kind: 'load', file: file.path })}>
            {t('import.loadInstead')}
          </Button>
        }
      >
        {t('import.wrongArchive')}
      </Banner>
    );
  }
  const size = format.size(file.sizeBytes);
  const text = t(file.kind === 'root-file-system' ? 'load.root-file-system' : 'load.unknown', { size });
  return <p className="text-sm text-muted">{text}</p>;
}

function isImageArchive({ kind }: DroppedFile): boolean {
  return kind === 'image-archive' || kind === 'oci-archive';
}
