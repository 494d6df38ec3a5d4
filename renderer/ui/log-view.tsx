import { clsx } from 'clsx';
import { lazy, Suspense } from 'react';
import type { LogViewProps } from './log-editor';

export type { LogViewHandle, LogViewProps } from './log-editor';

const LogEditor = lazy(async () => ({ default: (await import('./log-editor')).LogEditor }));

/** What a command prints, of any length. The editor behind it is read when a first log is shown. */
export function LogView(props: LogViewProps) {
  return (
    <Suspense fallback={<div className={clsx('min-h-0', props.className)} />}>
      <LogEditor {...props} />
    </Suspense>
  );
}
