import { useEffect } from 'react';

/** Reads the images above and below the current row ahead: an arrow key shows one of them next. */
export function useReadAhead(
  order: readonly string[],
  current: string | null,
  prefetch: (id: string) => void,
): void {
  useEffect(() => {
    if (current === null) return;
    const at = order.indexOf(current);
    for (const id of [order[at + 1], order[at - 1]]) {
      if (id !== undefined && at >= 0) prefetch(id);
    }
  }, [order, current, prefetch]);
}
