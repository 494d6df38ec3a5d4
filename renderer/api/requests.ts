import {
  type QueryKey,
  type UseMutationOptions,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { ApiError } from './api-error';
import { ask } from './client';
import type { RequestInput, RequestName, RequestOutput } from './contract';

/** Where the answer of a request is cached; without an input the start of the keys of all its answers. */
export function requestKey<N extends RequestName>(name: N, ...input: [RequestInput<N>?]): QueryKey {
  return input.length === 0 ? [name] : [name, input[0] ?? null];
}

export type RequestOptions<N extends RequestName, T = RequestOutput<N>> = Omit<
  UseQueryOptions<RequestOutput<N>, ApiError, T>,
  'queryKey' | 'queryFn'
>;

/**
 * The answer of a request, cached by name and input. `options` are TanStack Query's (`enabled`, `select`,
 * `placeholderData`, …). The answer is asked for once; screens make it stale by `invalidateQueries` with
 * `requestKey(name)` when an event says so.
 */
export function useRequest<N extends RequestName, T = RequestOutput<N>>(
  name: N,
  input: RequestInput<N>,
  options?: RequestOptions<N, T>,
): UseQueryResult<T, ApiError> {
  return useQuery<RequestOutput<N>, ApiError, T>({
    ...options,
    queryKey: requestKey(name, input),
    queryFn: async () => await askForCache(name, input),
  });
}

/** A cache entry must be a value: requests that answer nothing are kept as null. */
async function askForCache<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
): Promise<RequestOutput<N>> {
  const answer = await ask(name, input);
  return answer ?? (null as RequestOutput<N>);
}

export type CommandOptions<N extends RequestName> = Omit<
  UseMutationOptions<RequestOutput<N>, ApiError, RequestInput<N>>,
  'mutationFn'
>;

/** A request that changes something: `mutate(input)` / `mutateAsync(input)`, with its pending and error state. */
export function useCommand<N extends RequestName>(
  name: N,
  options?: CommandOptions<N>,
): UseMutationResult<RequestOutput<N>, ApiError, RequestInput<N>> {
  return useMutation<RequestOutput<N>, ApiError, RequestInput<N>>({
    ...options,
    mutationFn: async (input) => await ask(name, input),
  });
}
