import { foldGutter } from '@codemirror/language';
import { openSearchPanel, search } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { clsx } from 'clsx';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { lineAt, lineClassExtension } from './code-lines';
import { reading, searchWords } from './code-reading';
import { createSearchPanel } from './code-search-panel';
import { type CodeLanguage, languageOf } from './highlight';

export interface CodeViewProps {
  /** Accessible name of the text. */
  label: string;
  text: string;
  language: CodeLanguage;
  /** Class of a line (0-based), e.g. to mark it; '' for none. The lines are drawn anew with a new function. */
  lineClass?: (line: number) => string;
  /** A press on a line (0-based). */
  onLineClick?: (line: number) => void;
  /** The pointer is over a line (0-based), or left the text (null). */
  onLineHover?: (line: number | null) => void;
  /** Long lines are wrapped unless false. */
  wrap?: boolean;
  /** Scrolls to this line (0-based) when it changes. */
  revealLine?: number | null;
  className?: string;
  ref?: Ref<CodeViewHandle>;
}

export interface CodeViewHandle {
  /** Opens the search in the text. */
  find: () => void;
}

/** A long text to read: highlighted, searchable (Ctrl/Cmd-F), folded where its language can be; never edited. */
export function CodeEditor(props: CodeViewProps) {
  const { label, text, language, lineClass, wrap = true, revealLine = null, className } = props;
  const { i18n } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const onLineClick = useEffectEvent((line: number) => props.onLineClick?.(line));
  const onLineHover = useEffectEvent((line: number | null) => props.onLineHover?.(line));
  const currentClasses = useEffectEvent(() => classesOf(lineClass));
  useImperativeHandle(props.ref, () => ({
    find: () => {
      if (view.current) openSearchPanel(view.current);
    },
  }));

  useEffect(() => {
    if (!host.current) return;
    const words = searchWords(i18n);
    const extensions: Extension[] = [
      reading(label),
      languageExtension(language),
      search({ top: true, createPanel: (editor) => createSearchPanel(editor, words) }),
      wrap ? EditorView.lineWrapping : [],
      lineClasses.of(currentClasses()),
      EditorView.domEventHandlers({
        click: (event, editor) => onLineClick(lineAt(editor, event)),
        mousemove: (event, editor) => onLineHover(lineAt(editor, event)),
        mouseleave: () => onLineHover(null),
      }),
    ];
    const editor = new EditorView({
      state: EditorState.create({ doc: text, extensions }),
      parent: host.current,
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [label, text, language, wrap, i18n]);

  useEffect(() => {
    view.current?.dispatch({ effects: lineClasses.reconfigure(classesOf(lineClass)) });
  }, [lineClass]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || revealLine === null || revealLine >= editor.state.doc.lines) return;
    const { from } = editor.state.doc.line(revealLine + 1);
    editor.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  }, [revealLine]);

  return <div ref={host} className={clsx('min-h-0 flex-1 overflow-hidden', className)} />;
}

/** Where the classes of lines stand in a view's configuration, so that they change without a new view. */
const lineClasses = new Compartment();

function classesOf(lineClass: CodeViewProps['lineClass']): Extension {
  return lineClass ? lineClassExtension(lineClass) : [];
}

function languageExtension(name: CodeLanguage): Extension {
  const language = languageOf(name);
  if (!language) return [];
  return name === 'json' ? [language, foldGutter()] : language;
}
