import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../api/api-error';
import { invoke } from '../../api/client';
import type { AppError } from '../../api/contract';
import { type Operation, useOperations } from '../../api/operations';
import { useRegistries } from '../../api/registries';
import { ConfirmFooter } from '../../ui/confirm-footer';
import { Dialog } from '../../ui/dialog';
import { ErrorView } from '../../ui/error-view';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
import { KeptIn } from './kept-in';

export interface SignInDialogProps {
  operation: Extract<Operation, { kind: 'sign-in' }>;
}

const dockerHub = 'docker.io';

/** Asks for an account at a registry. The password leaves this form only into the one request. */
export function SignInDialog({ operation }: SignInDialogProps) {
  const { t } = useTranslation('registries');
  const [server, setServer] = useState(operation.server ?? dockerHub);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [demand, setDemand] = useState(false);
  const leave = useLeave(operation);
  const { signIn, busy, error } = useSignIn(operation, leave);
  const { data: registries } = useRegistries();
  const account = registries?.accounts.find((known) => known.server === server.trim());
  const missing = (text: string) => (demand && text.trim() === '' ? t('signIn.missing') : undefined);
  const confirm = () => {
    setDemand(true);
    if (username.trim() === '' || password === '') return;
    void signIn({ server: server.trim() || dockerHub, username: username.trim(), password });
  };
  const badServer = error?.code === 'bad-input';
  return (
    <Dialog
      title={t('signIn.title')}
      description={t('signIn.description')}
      onClose={leave}
      onSubmit={confirm}
      keepOpen={username !== '' || password !== ''}
      footer={
        <ConfirmFooter
          verb={t('signIn.confirm')}
          onCancel={leave}
          busy={busy}
          note={busy && t('signIn.busy')}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={t('signIn.server')}
          value={server}
          onChange={setServer}
          mono
          autoComplete="off"
          placeholder={t('signIn.serverPlaceholder')}
          hint={t('signIn.serverHint')}
          error={badServer ? t('signIn.badServer') : undefined}
        />
        <TextField
          label={t('signIn.username')}
          value={username}
          onChange={setUsername}
          autoComplete="off"
          placeholder={account?.username}
          error={missing(username)}
          {...(operation.server === undefined ? {} : { 'data-initial-focus': true })}
        />
        <TextField
          label={t('signIn.password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="off"
          hint={t('signIn.passwordHint')}
          error={missing(password)}
        />
        {registries && <KeptIn registries={registries} />}
        {error && !badServer && <ErrorView error={error} offers={['retry']} onNext={confirm} />}
      </div>
    </Dialog>
  );
}

/** Closes the dialog, and opens again what it was asked from. */
function useLeave({ afterwards }: SignInDialogProps['operation']): () => void {
  const { open, close } = useOperations();
  return () => (afterwards ? open(afterwards) : close());
}

/** Signs in, tells so, and goes on with what failed for want of it. */
function useSignIn({ retryJob }: SignInDialogProps['operation'], leave: () => void) {
  const { t } = useTranslation('registries');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const signIn = async (input: { server: string; username: string; password: string }): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const { server } = await invoke('registries.signIn', input);
      if (retryJob !== undefined) await invoke('jobs.retry', { id: retryJob });
      toast.success(t(retryJob === undefined ? 'signIn.done' : 'signIn.doneRetry', { server }));
      leave();
    } catch (thrown) {
      setError(appErrorOf(thrown));
      setBusy(false);
    }
  };
  return { signIn, busy, error };
}
