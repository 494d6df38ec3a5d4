import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../../ui/error-view';
import { Spinner } from '../../../ui/spinner';
import { OperationDialog } from '../operation-dialog';
import { useStartJob } from '../use-start-job';
import { ForceSwitch } from './force-switch';
import { ReclaimNote } from './reclaim-note';
import { RemovePreviewView } from './remove-preview';
import { doesSomething, useRemovePreview } from './use-remove-preview';

export interface UntagDialogProps {
  engineId: string | null;
  references: readonly string[];
}

/** Takes names away; the last name of an image takes the image with it, and the preview says so. */
export function UntagDialog({ engineId, references }: UntagDialogProps) {
  const { t } = useTranslation('operations');
  const [force, setForce] = useState(false);
  const { data: preview, error: failure } = useRemovePreview(engineId, references, force);
  const { start, starting, error } = useStartJob(engineId);
  return (
    <OperationDialog
      title={t('untag.title')}
      description={t('untag.description', { count: references.length })}
      verb={t('untag.confirm')}
      onConfirm={() =>
        void start({ kind: 'untag', references: [...references], ...(force ? { force } : {}) })
      }
      danger
      disabled={!doesSomething(preview)}
      busy={starting}
      error={error}
      note={
        preview &&
        preview.deleted.length > 0 && (
          <ReclaimNote
            engineId={engineId}
            ids={preview.deleted.map(({ id }) => id)}
            bytes={preview.reclaimBytes}
          />
        )
      }
    >
      {failure && <ErrorView error={failure.appError} />}
      {!preview && !failure && <Spinner label={t('remove.loading')} />}
      {preview && (
        <>
          <RemovePreviewView preview={preview} nameOf={(target) => target} />
          <ForceSwitch of="untag" preview={preview} force={force} onChange={setForce} />
        </>
      )}
    </OperationDialog>
  );
}
