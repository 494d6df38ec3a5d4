import { KeyRound, LogOut, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, RegistryAccount } from '../../api/contract';
import { useOperations } from '../../api/operations';
import { useCommand } from '../../api/requests';
import { errorRemark, errorSentence } from '../../i18n/error-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorView } from '../../ui/error-view';
import { Skeleton } from '../../ui/skeleton';
import { toast } from '../../ui/toast';

/** Who the person is at which registry. */
export function Accounts({ accounts }: { accounts: readonly RegistryAccount[] }) {
  const { t } = useTranslation('registries');
  const open = useOperations((state) => state.open);
  const [failure, setFailure] = useState<AppError | null>(null);
  if (accounts.length === 0) {
    return (
      <EmptyState
        title={t('noneTitle')}
        text={t('none')}
        icon={KeyRound}
        compact
        actions={<Button onClick={() => open({ kind: 'sign-in' })}>{t('signInButton')}</Button>}
      />
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="overflow-hidden rounded-lg border border-line bg-raised">
        <table aria-label={t('accounts')} className="w-full table-fixed text-left">
          <thead className="border-b border-line bg-sunken text-sm text-muted">
            <tr>
              <th className="px-3 py-1.5 font-medium">{t('server')}</th>
              <th className="w-1/4 px-3 py-1.5 font-medium">{t('username')}</th>
              <th className="w-1/3 px-3 py-1.5 font-medium">{t('storage')}</th>
              <th className="w-32 px-3 py-1.5">
                <span className="sr-only">{t('signOut')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <AccountRow key={account.server} account={account} onFailure={setFailure} />
            ))}
          </tbody>
        </table>
      </div>
      {failure && <ErrorView error={failure} />}
    </div>
  );
}

interface AccountRowProps {
  account: RegistryAccount;
  onFailure: (error: AppError | null) => void;
}

function AccountRow({ account, onFailure }: AccountRowProps) {
  const { t } = useTranslation('registries');
  const serverId = useId();
  const signOut = useCommand('registries.signOut', {
    onMutate: () => onFailure(null),
    onSuccess: () => toast.success(t('signedOut', { server: account.server })),
    onError: (error) => onFailure(error.appError),
  });
  return (
    <tr className="border-b border-line last:border-0">
      <td id={serverId} className="truncate px-3 py-2 font-mono text-sm" title={account.server}>
        {account.server}
      </td>
      <td className="truncate px-3 py-2" title={account.username}>
        <Username account={account} />
      </td>
      <td className="px-3 py-2">
        <Storage account={account} />
      </td>
      <td className="px-3 py-2 text-right">
        <Button
          size="sm"
          icon={LogOut}
          busy={signOut.isPending}
          aria-describedby={serverId}
          onClick={() => signOut.mutate({ server: account.server })}
        >
          {t('signOut')}
        </Button>
      </td>
    </tr>
  );
}

function Username({ account: { username, state } }: { account: RegistryAccount }) {
  const { t } = useTranslation('registries');
  if (state === 'asking') return <Skeleton className="h-3 w-20" />;
  if (username === '') return <span className="text-faint">{t('usernameUnknown')}</span>;
  return username;
}

function Storage({ account: { storage, state, problem } }: { account: RegistryAccount }) {
  const { t } = useTranslation('registries');
  const { t: tErrors } = useTranslation('errors');
  if (storage === 'file') {
    return (
      <Badge tone="warning" icon={TriangleAlert}>
        {t('storages.file')}
      </Badge>
    );
  }
  return (
    <div className="flex min-w-0 flex-col items-start gap-1">
      <Badge tone={tones[state]} icon={state === 'known' ? ShieldCheck : KeyRound}>
        {t('storages.helper', { helper: storage })}
      </Badge>
      {state === 'asking' && <span className="text-sm text-muted">{t('storages.asking')}</span>}
      {state === 'failed' && (
        <span className="text-sm wrap-anywhere text-danger">
          {t('storages.failed')}{' '}
          {problem && (
            <span className="text-muted">
              {errorRemark(tErrors, problem) || errorSentence(tErrors, problem)}
            </span>
          )}
        </span>
      )}
    </div>
  );
}

const tones = { known: 'success', asking: 'neutral', failed: 'danger' } as const;
