import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from './api-error';
import type { RegistryAccount, RegistryState } from './contract';
import { useEvent } from './events';
import { requestKey, useRequest } from './requests';

/** Accounts and where passwords are kept; follows `registries.changed` while mounted. */
export function useRegistries(): UseQueryResult<RegistryState, ApiError> {
  const queries = useQueryClient();
  useEvent('registries.changed', (state) => {
    queries.setQueryData(requestKey('registries.state', undefined), state);
  });
  // Events that came while nobody listened are made up for by asking again.
  return useRequest('registries.state', undefined, { staleTime: 0 });
}

/** The account that the registry of a reference would be shown; `domain` as in `ReferenceCheck`. */
export function accountFor(state: RegistryState | undefined, domain: string): RegistryAccount | null {
  return state?.accounts.find((account) => account.server === domain) ?? null;
}
