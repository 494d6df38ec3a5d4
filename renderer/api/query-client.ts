import { QueryClient } from '@tanstack/react-query';

/**
 * Answers stay fresh until an event or a command makes them stale: nothing polls, focusing the window
 * asks nothing again, and a failed request is repeated only by the person. `always` because the
 * browser's idea of being online says nothing about a local engine.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
