import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { clsx } from 'clsx';
import { type Ref, type RefObject, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { lineClassExtension } from './code-lines';
import type { CodeLanguage } from './highlight';
import { editing, offsetOf } from './text-editing';

/** A place in the text: both 0-based, characters in UTF-16 units. */
export interface TextPlace {
  line: number;
  character: number;
}

/** Something to tell about a part of the text. */
export interface TextMark {
  from: TextPlace;
  to: TextPlace;
  severity: 'error' | 'warning' | 'hint';
  text: string;
}

export interface TextCompletion {
  label: string;
  detail: string;
  insert: string;
  from: TextPlace;
  to: TextPlace;
  kind: 'keyword' | 'value' | 'variable';
}

export interface TextEditorProps {
  /** Accessible name of the text. */
  label: string;
  /** What stands in the editor; a text from elsewhere replaces it, and can be undone. */
  text: string;
  onChange: (text: string) => void;
  /** Ctrl/Cmd-S. */
  onSave?: () => void;
  language: CodeLanguage;
  marks?: readonly TextMark[];
  /** Class of a line (0-based), e.g. to mark it; '' for none. */
  lineClass?: (line: number) => string;
  complete?: (text: string, place: TextPlace) => Promise<readonly TextCompletion[]>;
  /** Plain text about a place; '' for none. */
  explain?: (text: string, place: TextPlace) => Promise<string>;
  className?: string;
  ref?: Ref<TextEditorHandle>;
}

export interface TextEditorHandle {
  /** Puts the cursor there, scrolls to it and takes the focus. */
  goTo: (place: TextPlace) => void;
}

export function TextEditorView(props: TextEditorProps) {
  const { text, marks = noMarks, lineClass, className } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useEditor(host, props);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [view, text]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const diagnostics = marks.map(({ from, to, severity, text: message }) => {
      const start = offsetOf(editor.state, from);
      return { from: start, to: Math.max(start, offsetOf(editor.state, to)), severity, message };
    });
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [view, marks]);

  useEffect(() => {
    const classes = lineClass ? lineClassExtension(lineClass) : [];
    view.current?.dispatch({ effects: lineClasses.reconfigure(classes) });
  }, [view, lineClass]);

  return <div ref={host} className={clsx('cm-writing min-h-0 flex-1 overflow-hidden', className)} />;
}

const noMarks: readonly TextMark[] = [];

/** Where the classes of lines stand in a view's configuration, so that they change without a new view. */
const lineClasses = new Compartment();

/** One editor as long as its name and language stay; the latest functions are called. */
function useEditor(host: RefObject<HTMLDivElement | null>, props: TextEditorProps) {
  const { label, language } = props;
  const { i18n } = useTranslation();
  const view = useRef<EditorView | null>(null);
  const firstText = useEffectEvent(() => props.text);
  const onChange = useEffectEvent((text: string) => props.onChange(text));
  const onSave = useEffectEvent(() => props.onSave?.());
  const complete = useEffectEvent(async (text: string, place: TextPlace) =>
    props.complete ? await props.complete(text, place) : [],
  );
  const explain = useEffectEvent(async (text: string, place: TextPlace) =>
    props.explain ? await props.explain(text, place) : '',
  );
  useImperativeHandle(props.ref, () => ({
    goTo: (place) => {
      const editor = view.current;
      if (editor === null) return;
      const anchor = offsetOf(editor.state, place);
      editor.dispatch({
        selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
      });
      editor.focus();
    },
  }));

  useEffect(() => {
    if (!host.current) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: firstText(),
        extensions: [
          editing({
            label,
            language,
            i18n,
            onSave: () => onSave(),
            complete: (text, place) => complete(text, place),
            explain: (text, place) => explain(text, place),
          }),
          lineClasses.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [host, label, language, i18n]);
  return view;
}
