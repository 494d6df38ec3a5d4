import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DroppedFile } from '../../api/contract';
import { useOperations } from '../../api/operations';
import { useFormat } from '../../i18n/use-format';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Spinner } from '../../ui/spinner';
import { FileField } from './file-field';
import { pathProblem } from './file-path';
import { LookInside } from './look-inside';
import { OperationDialog } from './operation-dialog';
import { useFileChoice } from './use-file-choice';
import { useFileKind } from './use-file-kind';
import { useStartJob } from './use-start-job';

export function LoadDialog({ engineId, file }: { engineId: string | null; file: string }) {
  const { t } = useTranslation('operations');
  const [path, setPath] = useState(file);
  const [demand, setDemand] = useState(false);
  const { choose, error: choiceError } = useFileChoice('load', setPath);
  const kind = useFileKind(path);
  const { start, starting, error } = useStartJob(engineId);
  const confirm = () => {
    setDemand(true);
    if (pathProblem(path) === null) void start({ kind: 'load', file: path.trim() });
  };
  return (
    <OperationDialog
      title={t('load.title')}
      description={t('load.description')}
      verb={t('load.confirm')}
      onConfirm={confirm}
      needs="load"
      busy={starting}
      alternative={<LookInside file={kind.file} />}
      error={error ?? choiceError}
    >
      <FileField
        value={path}
        onChange={setPath}
        onChoose={choose}
        placeholder={t('load.placeholder')}
        demand={demand}
      />
      {kind.pending && <Spinner label={t('load.reading')} />}
      {kind.file && <FileContent file={kind.file} />}
    </OperationDialog>
  );
}

/** What was found in the file, and where it belongs when it is no image archive. */
function FileContent({ file }: { file: DroppedFile }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const open = useOperations((state) => state.open);
  switch (file.kind) {
    case 'image-archive':
    case 'oci-archive':
      return (
        <div className="flex flex-col gap-1.5">
          <p className="text-sm text-muted">
            {t(file.kind === 'oci-archive' ? 'load.oci-archive' : 'load.archive', {
              size: format.size(file.sizeBytes),
            })}
          </p>
          <Names references={file.references} />
          <p className="text-sm text-muted">{t('load.choice')}</p>
        </div>
      );
    case 'root-file-system':
      return (
        <Banner
          tone="warning"
          title={t('load.wrongTitle')}
          actions={
            <Button size="sm" onClick={() => open({ kind: 'import', file: file.path })}>
              {t('load.importInstead')}
            </Button>
          }
        >
          {t('load.wrongRootFs')}
        </Banner>
      );
    case 'unknown':
      return (
        <Banner tone="warning">
          {t('load.unknown', { size: format.size(file.sizeBytes) })} {t('load.wrongUnknown')}
        </Banner>
      );
    case 'dockerfile':
    case 'build-context':
    case 'folder':
    case 'oci-layout':
      return (
        <Banner tone="warning" title={t('load.wrongTitle')}>
          {t('load.wrongOther')}
        </Banner>
      );
  }
}

function Names({ references }: { references: readonly string[] }) {
  const { t } = useTranslation('operations');
  if (references.length === 0) return <p className="text-sm text-faint">{t('load.noNames')}</p>;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <span className="text-sm text-muted">{t('load.contains')}</span>
      {references.map((reference) => (
        <Chip key={reference} text={reference} className="font-mono" />
      ))}
    </div>
  );
}
