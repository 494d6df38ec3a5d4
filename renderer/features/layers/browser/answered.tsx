import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../api/contract';
import { Button } from '../../../ui/button';
import { ErrorView } from '../../../ui/error-view';

interface AnsweredProps<T> {
  /** A question about the tree, as it stands. */
  asked: { data: T | undefined; error: { appError: AppError } | null; refetch: () => Promise<unknown> };
  /** Stands there until the answer comes. */
  waiting: ReactNode;
  children: (answer: T) => ReactNode;
}

/** The answer to a question about the tree, or why there is none, with the way to ask again. */
export function Answered<T>({ asked: { data, error, refetch }, waiting, children }: AnsweredProps<T>) {
  const { t } = useTranslation('layers');
  if (error) {
    return (
      <ErrorView
        error={error.appError}
        actions={
          <Button size="sm" onClick={() => void refetch()}>
            {t('analyse.retry')}
          </Button>
        }
      />
    );
  }
  return data === undefined ? waiting : children(data);
}
