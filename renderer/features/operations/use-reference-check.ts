import { keepPreviousData } from '@tanstack/react-query';
import type { ReferenceCheck } from '../../api/contract';
import { useRequest } from '../../api/requests';
import { useDebounced } from './use-debounced';

/** Long enough to skip the letters of a word that is typed, short enough to seem immediate. */
const TYPING_PAUSE = 120;

export interface LiveCheck {
  /** The answer for the text as it stands; null while it is empty or not yet checked. */
  check: ReferenceCheck | null;
  pending: boolean;
}

/** What the rules of references say of a text while it is typed. */
export function useReferenceCheck(engineId: string | null, text: string): LiveCheck {
  const wanted = text.trim();
  const settled = useDebounced(wanted, TYPING_PAUSE);
  const enabled = engineId !== null && settled !== '';
  const { data } = useRequest(
    'images.checkReference',
    { engineId: engineId ?? '', text: settled },
    { enabled, staleTime: 0, gcTime: 0, placeholderData: keepPreviousData },
  );
  const current = enabled && settled === wanted && data !== undefined;
  return { check: current ? data : null, pending: wanted !== '' && !current };
}
