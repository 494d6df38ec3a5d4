import { useEffect, useEffectEvent, useRef } from 'react';
import { useEvent } from '../../api/events';

/** A log that grows ten times a second is still read only so often, milliseconds. */
const READ_AGAIN = 500;

/** Reads a log again when its job has moved: at once the first time, then soon but not each time. */
export function useReadLog(job: string, read: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  /** Something has moved since the log was read last. */
  const behind = useRef(false);
  const readNow = useEffectEvent(() => {
    behind.current = false;
    timer.current = setTimeout(rest, READ_AGAIN);
    read();
  });
  const rest = useEffectEvent(() => {
    timer.current = null;
    if (behind.current) readNow();
  });
  useEvent('jobs.updated', (jobs) => {
    if (!jobs.some(({ id }) => id === job)) return;
    behind.current = true;
    if (timer.current === null) readNow();
  });
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
}
