import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '../../../api/contract';
import { routes } from '../../../api/routes';
import { shortId } from '../../../format/ids';
import { Banner } from '../../../ui/banner';
import { ErrorView } from '../../../ui/error-view';
import { Spinner } from '../../../ui/spinner';
import { OperationDialog } from '../operation-dialog';
import { useStartJob } from '../use-start-job';
import { ForceSwitch } from './force-switch';
import { ReclaimNote } from './reclaim-note';
import { RemovePreviewView } from './remove-preview';
import { UntagInstead } from './untag-instead';
import { doesSomething, useRemovePreview } from './use-remove-preview';

export interface RemoveDialogProps {
  engineId: string | null;
  /** References or image ids. */
  targets: readonly string[];
  /** The images that the targets belong to. */
  images: readonly ImageSummary[];
}

export function RemoveDialog({ engineId, targets, images }: RemoveDialogProps) {
  const { t } = useTranslation('operations');
  const [force, setForce] = useState(false);
  const { data: preview, error: failure } = useRemovePreview(engineId, targets, force);
  const { start, starting, error } = useStartJob(engineId);
  const name = targetName(targets[0] ?? '', images);
  return (
    <OperationDialog
      title={t('remove.title')}
      description={
        <span className="wrap-anywhere">{t('remove.description', { count: targets.length, name })}</span>
      }
      verb={t('remove.confirm')}
      onConfirm={() => void start({ kind: 'remove', targets: [...targets], force })}
      danger
      disabled={!doesSomething(preview)}
      busy={starting}
      error={error}
      size="lg"
      note={
        preview &&
        doesSomething(preview) && (
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
          {!doesSomething(preview) && <Banner tone="warning">{t('remove.nothing')}</Banner>}
          <RemovePreviewView
            preview={preview}
            nameOf={(target) => targetName(target, images)}
            containersOf={(target) => containersAddress(engineId, target, images)}
          />
          <UntagInstead preview={preview} images={images} />
          <ForceSwitch of="remove" preview={preview} force={force} onChange={setForce} />
        </>
      )}
    </OperationDialog>
  );
}

/** What a person calls a target: an id is told by the image's first name, else by its twelve digits. */
function targetName(target: string, images: readonly ImageSummary[]): string {
  const image = images.find(({ id }) => id === target);
  if (!image) return target;
  return image.references[0] ?? shortId(image.id);
}

/** Where the containers of a target are shown; null when its image is not known here. */
function containersAddress(
  engineId: string | null,
  target: string,
  images: readonly ImageSummary[],
): string | null {
  const image = images.find(({ id, references }) => id === target || references.includes(target));
  return engineId === null || !image ? null : routes.image(engineId, image.id, 'containers');
}
