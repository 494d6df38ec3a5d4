import type { DroppedFile } from '../../api/contract';
import { useRequest } from '../../api/requests';
import { pathProblem } from './file-path';
import { useDebounced } from './use-debounced';

const TYPING_PAUSE = 250;

export interface LookedAt {
  file: DroppedFile | null;
  pending: boolean;
}

/** What kind of file stands at a path, looked at once the typing rests. A path that leads nowhere says nothing yet. */
export function useFileKind(path: string): LookedAt {
  const wanted = path.trim();
  const settled = useDebounced(wanted, TYPING_PAUSE);
  const enabled = pathProblem(settled) === null && settled === wanted;
  const { data, isFetching } = useRequest(
    'app.identifyFile',
    { path: settled },
    { enabled, staleTime: 0, gcTime: 0 },
  );
  return { file: enabled ? (data ?? null) : null, pending: isFetching };
}
