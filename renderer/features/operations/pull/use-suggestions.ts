import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AppError } from '../../../api/contract';
import { useCapability } from '../../../api/engine';
import { useRequest } from '../../../api/requests';
import { useDebounced } from '../use-debounced';
import { matchingTags, searchTermOf, splitReference, tagsOf } from './reference-text';
import { namesAsSuggestions, nonEmpty, resultsAsSuggestions, type SuggestionGroup } from './suggestions';

/** A registry is asked only once the typing rests: each question costs it a request of a limited number. */
const REGISTRY_PAUSE = 350;
/** The engine's own names are in memory. */
const LOCAL_PAUSE = 60;

export interface Suggestions {
  groups: SuggestionGroup[];
  /** What is being asked now. */
  pending: 'search' | 'tags' | null;
  /** Why the registry could not be asked. */
  failed: { what: 'search' | 'tags'; error: AppError } | null;
}

/** What completes the text: names on the engine, names at its registry, or tags once a colon is written. */
export function useSuggestions(engineId: string | null, text: string): Suggestions {
  const local = useLocalNames(engineId, text);
  const found = useFound(engineId, text);
  const tags = useTags(text);
  return useMemo(() => {
    const names = local ?? [];
    const groups = nonEmpty([
      { source: 'local', items: namesAsSuggestions(names) },
      { source: 'search', items: resultsAsSuggestions(found.data ?? [], names) },
      { source: 'tags', items: namesAsSuggestions(tags.data, names) },
    ]);
    const pending = found.pending ? 'search' : tags.pending ? 'tags' : null;
    const failed = found.error
      ? { what: 'search' as const, error: found.error }
      : tags.error
        ? { what: 'tags' as const, error: tags.error }
        : null;
    return { groups, pending, failed };
  }, [local, found, tags]);
}

function useLocalNames(engineId: string | null, text: string): string[] | undefined {
  const settled = useDebounced(text.trim(), LOCAL_PAUSE);
  return useRequest(
    'images.complete',
    { engineId: engineId ?? '', text: settled },
    { enabled: engineId !== null, staleTime: 0, gcTime: 0, placeholderData: keepPreviousData },
  ).data;
}

function useFound(engineId: string | null, text: string) {
  const capability = useCapability('search');
  const wanted = searchTermOf(text);
  const term = useDebounced(wanted, REGISTRY_PAUSE);
  const enabled = engineId !== null && capability.available && term !== null && term === wanted;
  const { data, error, isFetching } = useRequest(
    'registries.search',
    { engineId: engineId ?? '', term: term ?? '' },
    { enabled },
  );
  const pending = isFetching || (capability.available && wanted !== null && wanted !== term);
  return useMemo(
    () => ({ data: enabled ? data : undefined, error: enabled && error ? error.appError : null, pending }),
    [enabled, data, error, pending],
  );
}

function useTags(text: string) {
  const wanted = tagsOf(text);
  const repository = useDebounced(wanted, REGISTRY_PAUSE);
  const enabled = repository !== null && repository === wanted;
  const { data, error, isFetching } = useRequest(
    'registries.tags',
    { repository: repository ?? '' },
    { enabled },
  );
  const pending = isFetching || (wanted !== null && wanted !== repository);
  const written = splitReference(text).tag ?? '';
  return useMemo(() => {
    const tags = enabled && data ? matchingTags(data, written) : [];
    return {
      data: tags.map((tag) => `${repository}:${tag}`),
      error: enabled && error ? error.appError : null,
      pending,
    };
  }, [enabled, data, error, pending, written, repository]);
}
