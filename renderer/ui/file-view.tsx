import { clsx } from 'clsx';
import { lazy, Suspense } from 'react';
import type { FileEditorProps } from './file-editor';

const FileEditor = lazy(async () => ({ default: (await import('./file-editor')).FileEditor }));

/**
 * The text of a file to read, coloured by what its name says it is, or its difference to an older text; never edited,
 * never run. The editor behind it is read when a first text is shown.
 */
export function FileView(props: FileEditorProps) {
  return (
    <Suspense fallback={<div className={clsx('min-h-0 flex-1', props.className)} />}>
      <FileEditor {...props} />
    </Suspense>
  );
}
