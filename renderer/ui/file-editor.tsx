import { unifiedMergeView } from '@codemirror/merge';
import { search } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { clsx } from 'clsx';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { reading, searchWords } from './code-reading';
import { createSearchPanel } from './code-search-panel';
import { languageOfFile } from './file-languages';

export interface FileEditorProps {
  label: string;
  /** Name of the file, by which it is coloured. */
  name: string;
  text: string;
  /** Shows what became of this text instead; null shows the text alone. */
  before?: string | null;
  className?: string;
}

/** How much work finding a difference may be; beyond it larger pieces are called changed. */
const diffConfig = { scanLimit: 2_000, timeout: 400 };

export function FileEditor({ label, name, text, before = null, className }: FileEditorProps) {
  const { i18n } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const words = searchWords(i18n);
    const editor = new EditorView({
      state: EditorState.create({
        doc: text,
        extensions: [
          reading(label),
          languageOfFile(name, text) ?? [],
          search({ top: true, createPanel: (view) => createSearchPanel(view, words) }),
          EditorView.lineWrapping,
          before === null ? [] : difference(before, i18n.t('common:unchangedLines')),
        ],
      }),
      parent: host.current,
    });
    return () => editor.destroy();
  }, [label, name, text, before, i18n]);
  return <div ref={host} className={clsx('min-h-0 flex-1 overflow-hidden', className)} />;
}

function difference(before: string, unchanged: string): Extension {
  return [
    EditorState.phrases.of({ '$ unchanged lines': unchanged }),
    unifiedMergeView({
      original: before,
      mergeControls: false,
      gutter: true,
      collapseUnchanged: { margin: 3, minSize: 6 },
      diffConfig,
    }),
  ];
}
