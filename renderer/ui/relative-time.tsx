import { useSyncExternalStore } from 'react';
import { useFormat } from '../i18n/use-format';
import { Tooltip } from './tooltip';

const minute = 60_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;

/** One clock for all times on screen; it stands still while nobody looks. */
function tick(): void {
  clearTimeout(timer);
  timer = undefined;
  if (listeners.size === 0 || document.hidden) return;
  now = Date.now();
  for (const listener of listeners) listener();
  wind();
}

function wind(): void {
  timer ??= setTimeout(tick, minute);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', tick);
  listeners.add(listener);
  wind();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', tick);
    clearTimeout(timer);
    timer = undefined;
  };
}

/** Now, Unix milliseconds, renewed once a minute while the window is visible. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

export interface RelativeTimeProps {
  /** Unix milliseconds; 0 for "none recorded". */
  time: number;
  className?: string;
}

/** `3 hours ago`, with the exact time on hover. */
export function RelativeTime({ time, className }: RelativeTimeProps) {
  const format = useFormat();
  const current = useNow();
  if (time <= 0) return <span className={className}>–</span>;
  return (
    <Tooltip text={() => format.preciseTime(time)}>
      <time dateTime={new Date(time).toISOString()} className={className}>
        {format.relative(time, Math.max(current, Date.now()))}
      </time>
    </Tooltip>
  );
}
