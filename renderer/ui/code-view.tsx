import { clsx } from 'clsx';
import { lazy, Suspense } from 'react';
import type { CodeViewProps } from './code-editor';

export type { CodeViewHandle, CodeViewProps } from './code-editor';

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor')).CodeEditor }));

/**
 * A long text to read: highlighted, searchable (Ctrl/Cmd-F), folded where its language can be; never edited.
 * The editor behind it is half as large as the rest of the window, so it is read when a first text is shown.
 */
export function CodeView(props: CodeViewProps) {
  return (
    <Suspense fallback={<div className={clsx('min-h-0 flex-1', props.className)} />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
