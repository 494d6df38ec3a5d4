import { KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, RegistryState } from '../../api/contract';
import { useOperations } from '../../api/operations';
import { useRegistries } from '../../api/registries';
import { errorRemark, errorSentence } from '../../i18n/error-text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { CopyableId } from '../../ui/copyable-id';
import { ErrorView } from '../../ui/error-view';
import { Skeleton } from '../../ui/skeleton';
import { Accounts } from './accounts';
import { ImageSearch } from './image-search';
import { HelperHelp } from './kept-in';

/** The screen of accounts at registries, and of what registries offer. */
export function RegistriesPage() {
  const { t } = useTranslation('registries');
  const open = useOperations((state) => state.open);
  const { data, error, refetch } = useRegistries();
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex shrink-0 items-center gap-4 border-b border-line px-5 py-3">
        <div className="min-w-0 flex-1">
          <h1 className="text-lg font-semibold">{t('title')}</h1>
          <p className="text-muted">{t('intro')}</p>
        </div>
        <Button icon={KeyRound} onClick={() => open({ kind: 'sign-in' })}>
          {t('signInButton')}
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
        <div className="mx-auto flex max-w-[920px] flex-col gap-8">
          <Section title={t('accounts')} hint={t('accountsHint')}>
            {error && <ErrorView error={error.appError} offers={['retry']} onNext={() => void refetch()} />}
            {!data && !error && <AccountsSkeleton />}
            {data && <AccountsOf state={data} />}
          </Section>
          <Section title={t('search.heading')} hint={t('search.description')}>
            <ImageSearch />
          </Section>
        </div>
      </div>
    </div>
  );
}

function Section({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div>
        <h2 className="font-semibold">{title}</h2>
        <p className="text-sm text-muted">{hint}</p>
      </div>
      {children}
    </section>
  );
}

function AccountsOf({ state }: { state: RegistryState }) {
  const { t } = useTranslation('registries');
  return (
    <>
      {state.problems.length > 0 && (
        <Banner tone="danger" title={t('problem')}>
          {state.problems.map((problem) => (
            <ProblemLine key={problem.detail} problem={problem} />
          ))}
        </Banner>
      )}
      <Accounts accounts={state.accounts} />
      <Keeping state={state} />
    </>
  );
}

function ProblemLine({ problem }: { problem: AppError }) {
  const { t } = useTranslation('errors');
  return (
    <p className="wrap-anywhere">
      {errorSentence(t, problem)} {errorRemark(t, problem)}
    </p>
  );
}

/** Where passwords are kept, and how to keep them better. */
function Keeping({ state }: { state: RegistryState }) {
  const { t } = useTranslation('registries');
  const plain = state.newStorage === 'file';
  return (
    <div className="flex flex-col gap-1 text-sm">
      <div className="flex min-w-0 items-center gap-1.5">
        <span className="shrink-0 text-muted">{t('configFile')}</span>
        <CopyableId label={t('configFile')} value={state.configFile} short={false} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className={plain ? 'text-warning' : 'text-muted'}>
          {plain ? t('newStorageFile') : t('newStorageHelper', { helper: state.newStorage })}
        </span>
        {plain && <HelperHelp />}
      </div>
    </div>
  );
}

function AccountsSkeleton() {
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-raised p-3">
      {['w-1/2', 'w-2/5', 'w-1/3'].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}
