import { clsx } from 'clsx';
import { lazy, Suspense } from 'react';
import type { TextEditorProps } from './text-editor-view';

export type {
  TextCompletion,
  TextEditorHandle,
  TextEditorProps,
  TextMark,
  TextPlace,
} from './text-editor-view';

const TextEditorView = lazy(async () => ({ default: (await import('./text-editor-view')).TextEditorView }));

/** A text to write: highlighted, marked, completed and explained by its owner. Read when a first text is shown. */
export function TextEditor(props: TextEditorProps) {
  return (
    <Suspense fallback={<div className={clsx('min-h-0 flex-1', props.className)} />}>
      <TextEditorView {...props} />
    </Suspense>
  );
}
