import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../api/api-error';
import { useEngine } from '../../api/engine';
import { requestKey, useCommand } from '../../api/requests';
import { errorSentence } from '../../i18n/error-text';
import { toast } from '../../ui/toast';

export interface EngineSwitch {
  use: (id: string) => void;
  refresh: () => void;
  refreshing: boolean;
}

/** Changing the engine, and looking for engines again. */
export function useEngineSwitch(): EngineSwitch {
  const { t } = useTranslation('engines');
  const { t: tErrors } = useTranslation('errors');
  const { activeId } = useEngine();
  const queries = useQueryClient();
  const key = requestKey('engines.state', undefined);
  const tell = (error: unknown) =>
    toast.error(t('switchFailed'), { description: errorSentence(tErrors, appErrorOf(error)) });
  const choose = useCommand('engines.use', {
    onSuccess: (state) => queries.setQueryData(key, state),
    onError: tell,
  });
  const refresh = useCommand('engines.refresh', {
    onSuccess: (state) => queries.setQueryData(key, state),
    onError: tell,
  });
  return {
    use: (id) => id !== activeId && choose.mutate({ id }),
    refresh: () => refresh.mutate(undefined),
    refreshing: refresh.isPending,
  };
}
