import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ImageSummary, RemovePreview } from '../../../api/contract';
import { useOperations } from '../../../api/operations';
import { routes } from '../../../api/routes';
import { shortId } from '../../../format/ids';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { ErrorView } from '../../../ui/error-view';
import { Spinner } from '../../../ui/spinner';
import { Switch } from '../../../ui/switch';
import { OperationDialog } from '../operation-dialog';
import { useStartJob } from '../use-start-job';
import { ReclaimNote } from './reclaim-note';
import { RemovePreviewView } from './remove-preview';
import { doesSomething, helpedByForce, useRemovePreview } from './use-remove-preview';

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
        <span className="break-all">{t('remove.description', { count: targets.length, name })}</span>
      }
      verb={t('remove.confirm')}
      onConfirm={() => void start({ kind: 'remove', targets: [...targets], force })}
      danger
      disabled={!doesSomething(preview)}
      busy={starting}
      error={error}
      size="lg"
      note={preview && doesSomething(preview) && <ReclaimNote bytes={preview.reclaimBytes} />}
    >
      {failure && <ErrorView error={failure.appError} />}
      {!preview && !failure && <Spinner label={t('remove.loading')} />}
      {preview && (
        <>
          {!doesSomething(preview) && <Banner tone="warning">{t('remove.nothing')}</Banner>}
          <RemovePreviewView preview={preview} nameOf={(target) => targetName(target, images)} />
          <ForceSwitch preview={preview} force={force} onChange={setForce} />
          <ContainersLink engineId={engineId} preview={preview} images={images} />
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

interface ForceSwitchProps {
  preview: RemovePreview;
  force: boolean;
  onChange: (force: boolean) => void;
}

/** Offered only where it changes something. */
function ForceSwitch({ preview, force, onChange }: ForceSwitchProps) {
  const { t } = useTranslation('operations');
  const helped = helpedByForce(preview);
  if (!force && helped === 0) return null;
  return (
    <Switch
      label={t('remove.force')}
      checked={force}
      onChange={onChange}
      hint={helped > 0 ? t('remove.forceHint', { count: helped }) : undefined}
    />
  );
}

interface ContainersLinkProps {
  engineId: string | null;
  preview: RemovePreview;
  images: readonly ImageSummary[];
}

/** The way to the containers that stand in the way. */
function ContainersLink({ engineId, preview, images }: ContainersLinkProps) {
  const { t } = useTranslation('operations');
  const [, navigate] = useLocation();
  const close = useOperations((state) => state.close);
  const blocked = preview.blocked.find(({ containers }) => containers.length > 0);
  const image = images.find(
    ({ id, references }) => id === blocked?.target || references.includes(blocked?.target ?? ''),
  );
  if (engineId === null || !blocked || !image) return null;
  return (
    <div>
      <Button
        size="sm"
        onClick={() => {
          close();
          navigate(routes.image(engineId, image.id, 'containers'));
        }}
      >
        {t('remove.showContainers')}
      </Button>
    </div>
  );
}
