import { FileCode, GitCommitVertical, Play, Square, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ApiError } from '../../api/api-error';
import type { AppError, ContainerSummary } from '../../api/contract';
import { useOperations } from '../../api/operations';
import { useCommand } from '../../api/requests';
import { routes } from '../../api/routes';
import { Button } from '../../ui/button';
import { ConfirmFooter } from '../../ui/confirm-footer';
import { Dialog } from '../../ui/dialog';

export interface RunActionsProps {
  engineId: string;
  containerId: string;
  /** Undefined until it is known, null when it is gone. */
  container: ContainerSummary | null | undefined;
  onStarted: () => void;
  onError: (error: AppError | null) => void;
}

/** What can be done with the container. */
export function RunActions({ engineId, containerId, container, onStarted, onError }: RunActionsProps) {
  const { t } = useTranslation('run');
  const open = useOperations((state) => state.open);
  const of = { engineId, containerId };
  const report = { onError: (error: ApiError) => onError(error.appError) };
  const start = useCommand('containers.start', { ...report, onSuccess: onStarted });
  const stop = useCommand('containers.stop', report);
  const runs = container?.state === 'running';
  const there = container !== null && container !== undefined;
  return (
    <>
      {runs ? (
        <Button icon={Square} busy={stop.isPending} onClick={() => stop.mutate(of)}>
          {t('stop')}
        </Button>
      ) : (
        <Button icon={Play} busy={start.isPending} disabled={!there} onClick={() => start.mutate(of)}>
          {t('start')}
        </Button>
      )}
      <RemoveButton of={of} name={container?.name ?? ''} disabled={!there} onError={onError} />
      <Button
        icon={FileCode}
        disabled={!there}
        title={t('story.hint')}
        onClick={() => open({ kind: 'write-dockerfile', containerId })}
      >
        {t('story.open')}
      </Button>
      <Button
        variant="primary"
        icon={GitCommitVertical}
        disabled={!there}
        onClick={() => open({ kind: 'commit', containerId })}
      >
        {t('commit')}
      </Button>
    </>
  );
}

interface RemoveProps {
  of: { engineId: string; containerId: string };
  name: string;
  disabled: boolean;
  onError: (error: AppError) => void;
}

/** Asks first: what was not committed is lost. */
function RemoveButton({ of, name, disabled, onError }: RemoveProps) {
  const { t } = useTranslation('run');
  const [asking, setAsking] = useState(false);
  const [, navigate] = useLocation();
  const cancel = () => setAsking(false);
  const { mutate, isPending } = useCommand('containers.remove', {
    onSuccess: () => navigate(routes.images),
    onError: (error) => {
      setAsking(false);
      onError(error.appError);
    },
  });
  return (
    <>
      <Button icon={Trash2} disabled={disabled} onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      {asking && (
        <Dialog
          title={t('removeDialog.title')}
          onClose={cancel}
          onSubmit={() => mutate(of)}
          size="sm"
          footer={<ConfirmFooter danger verb={t('remove')} onCancel={cancel} busy={isPending} />}
        >
          <p>{t('removeDialog.text', { name })}</p>
        </Dialog>
      )}
    </>
  );
}
