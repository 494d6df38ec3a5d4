import { SearchX, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../api/api-error';
import { useEngine } from '../../../api/engine';
import { useOperations } from '../../../api/operations';
import { useFormat } from '../../../i18n/use-format';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorView } from '../../../ui/error-view';
import { Skeleton } from '../../../ui/skeleton';
import type { QueryProblem } from './image-query';
import { useListState } from './list-store';

/** No image at all: what images are and how to get the first one. */
export function NoImages() {
  const { t } = useTranslation('images');
  const { connected } = useEngine();
  const open = useOperations((state) => state.open);
  return (
    <EmptyState
      title={t('empty.title')}
      text={t('empty.text')}
      actions={
        <>
          <Button variant="primary" disabled={!connected} onClick={() => open({ kind: 'pull' })}>
            {t('empty.pull')}
          </Button>
          <Button disabled={!connected} onClick={() => open({ kind: 'load' })}>
            {t('empty.load')}
          </Button>
        </>
      }
    />
  );
}

/** The search text leaves nothing: why, and the way back. */
export function NothingFound({ total, problems }: { total: number; problems: readonly QueryProblem[] }) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const setText = useListState((state) => state.setText);
  return (
    <EmptyState
      icon={SearchX}
      title={t('empty.filteredTitle')}
      text={
        problems.length > 0 ? (
          problems.map((problem) => (
            <p key={problem.filter}>
              {t(`filter.problem.${problem.code}`, { filter: problem.filter, value: problem.value })}
            </p>
          ))
        ) : (
          <p>{t('empty.filteredText', { total: format.count(total) })}</p>
        )
      }
      actions={<Button onClick={() => setText('')}>{t('empty.showAll')}</Button>}
    />
  );
}

/** No engine has answered yet. */
export function NoEngine() {
  const { t } = useTranslation('images');
  return <EmptyState icon={Unplug} title={t('empty.noEngine')} text={t('empty.noEngineText')} />;
}

const rows = [0.62, 0.45, 0.8, 0.54, 0.7, 0.38, 0.58, 0.74, 0.5, 0.66];

/** Rows that are on their way, in the places where they will stand. */
export function ListSkeleton() {
  const { t } = useTranslation('images');
  return (
    <div aria-busy="true" className="min-h-0 flex-1 overflow-hidden">
      <p role="status" className="sr-only">
        {t('stale.reading')}
      </p>
      <div className="h-[33px] border-b border-line" />
      {rows.map((share) => (
        <div key={share} className="flex h-[34px] items-center gap-6 border-b border-line pr-4 pl-11">
          <span className="flex min-w-0 flex-1">
            <span className="max-w-56" style={{ width: `${share * 100}%` }}>
              <Skeleton className="h-3" />
            </span>
          </span>
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-3 w-14" />
        </div>
      ))}
    </div>
  );
}

/** The list could not be read, and none is known from before. */
export function ListFailed({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <ErrorView size="page" error={error.appError} actions={<Button onClick={onRetry}>{t('retry')}</Button>} />
  );
}
