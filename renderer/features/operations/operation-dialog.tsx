import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, CapabilityName } from '../../api/contract';
import { useCapability, useEngine } from '../../api/engine';
import { useOperations } from '../../api/operations';
import { lackText } from '../../i18n/error-text';
import { Banner } from '../../ui/banner';
import { ConfirmFooter } from '../../ui/confirm-footer';
import { Dialog, type DialogSize } from '../../ui/dialog';
import { ErrorView } from '../../ui/error-view';

export interface OperationDialogProps {
  /** Its accessible name. */
  title: string;
  description?: ReactNode;
  /** The confirming button's name. */
  verb: string;
  onConfirm: () => void;
  /** What the engine must be able to do. */
  needs?: CapabilityName;
  danger?: boolean;
  /** Nothing can be confirmed now. */
  disabled?: boolean;
  busy?: boolean;
  error?: AppError | null;
  /** Left of the buttons. */
  note?: ReactNode;
  /** Another answer that is worth as much as the verb. */
  alternative?: ReactNode;
  size?: DialogSize;
  /** Typed text would be lost by a press outside. */
  keepOpen?: boolean;
  children: ReactNode;
}

/** What all operations' dialogs share: the verb, what the engine lacks, and a refused start. */
export function OperationDialog(props: OperationDialogProps) {
  const { title, description, verb, onConfirm, needs, danger, disabled, busy, error, note } = props;
  const close = useOperations((state) => state.close);
  const obstacle = useObstacle(needs);
  return (
    <Dialog
      title={title}
      description={description}
      size={props.size ?? 'md'}
      keepOpen={props.keepOpen ?? false}
      onClose={close}
      onSubmit={() => obstacle === null && !disabled && !busy && onConfirm()}
      footer={
        <ConfirmFooter
          verb={verb}
          onCancel={close}
          note={note}
          alternative={props.alternative}
          danger={danger ?? false}
          disabled={obstacle !== null || (disabled ?? false)}
          busy={busy ?? false}
        />
      }
    >
      <div className="flex min-w-0 flex-col gap-4">
        {obstacle !== null && <Banner tone="warning">{obstacle}</Banner>}
        {props.children}
        {error && <NextView error={error} />}
      </div>
    </Dialog>
  );
}

/** A refusal with the one step that leads on from a dialog. */
function NextView({ error }: { error: AppError }) {
  const open = useOperations((state) => state.open);
  const current = useOperations((state) => state.current);
  return (
    <ErrorView
      error={error}
      offers={['sign-in']}
      onNext={(next) => {
        if (next.step === 'sign-in') {
          open({ kind: 'sign-in', server: next.server, ...(current ? { afterwards: current } : {}) });
        }
      }}
    />
  );
}

/** Why the operation cannot be started on this engine, in words; null when it can. */
function useObstacle(needs: CapabilityName | undefined): string | null {
  const { t } = useTranslation('operations');
  const { t: tErrors } = useTranslation('errors');
  const { connected } = useEngine();
  const capability = useCapability(needs ?? 'push');
  if (!connected) return t('noEngine');
  if (needs === undefined || capability.available) return null;
  return capability.lack === null
    ? t('unavailablePlain')
    : t('unavailable', { reason: lackText(tErrors, capability) });
}
