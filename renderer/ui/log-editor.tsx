import { openSearchPanel, search } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { clsx } from 'clsx';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { reading, searchWords } from './code-reading';
import { createSearchPanel } from './code-search-panel';
import { logColours, setSpans } from './log-colours';
import { readLog } from './read-log';

export interface LogViewProps {
  /** Accessible name of the text. */
  label: string;
  /** What a command has printed, with the codes of its colours. It may grow. */
  log: string;
  /** Fills its place; else it is as high as its text, up to the `max-height` of its class. */
  fill?: boolean;
  className?: string;
  ref?: Ref<LogViewHandle>;
}

export interface LogViewHandle {
  /** Opens the search in the log. */
  find: () => void;
}

/** So near to its end a log is followed, pixels. */
const NEAR = 24;

/** A log of any length: coloured, searchable (Ctrl/Cmd-F), following its end until the person scrolls up. */
export function LogEditor({ label, log, fill = false, className, ref }: LogViewProps) {
  const { i18n } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const shown = useRef('');
  const following = useRef(true);
  useImperativeHandle(ref, () => ({
    find: () => {
      if (view.current) openSearchPanel(view.current);
    },
  }));
  const show = useEffectEvent((newest: string) => {
    const editor = view.current;
    if (!editor) return;
    const { text, spans } = readLog(newest);
    editor.dispatch({ changes: changeTo(shown.current, text), effects: setSpans.of(spans) });
    shown.current = text;
    if (!following.current) return;
    editor.dispatch({ effects: EditorView.scrollIntoView(text.length, { y: 'end' }) });
  });
  const showNewest = useEffectEvent(() => show(log));

  useEffect(() => {
    if (!host.current) return;
    const words = searchWords(i18n);
    const editor = new EditorView({
      state: EditorState.create({
        extensions: [
          reading(label, { numbered: false }),
          logColours,
          search({ top: true, createPanel: (panel) => createSearchPanel(panel, words) }),
          EditorView.lineWrapping,
        ],
      }),
      parent: host.current,
    });
    view.current = editor;
    shown.current = '';
    const forget = followEnd(editor.scrollDOM, following);
    showNewest();
    return () => {
      forget();
      view.current = null;
      editor.destroy();
    };
  }, [label, i18n]);

  useEffect(() => show(log), [log]);

  const inner = <div ref={host} className={clsx('cm-log', fill ? 'absolute inset-0' : 'max-h-[inherit]')} />;
  return <div className={clsx('min-h-0', fill && 'relative', className)}>{inner}</div>;
}

/** Only scrolling up leaves the end: what is added below moves it away without anybody's doing. */
function followEnd(box: HTMLElement, following: { current: boolean }): () => void {
  let last = box.scrollTop;
  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = box;
    if (scrollHeight - scrollTop - clientHeight < NEAR) following.current = true;
    else if (scrollTop < last - 1) following.current = false;
    last = scrollTop;
  };
  box.addEventListener('scroll', scrolled);
  return () => box.removeEventListener('scroll', scrolled);
}

/** The smallest change at the end that makes one text of another: a log mostly grows. */
function changeTo(before: string, after: string): { from: number; to: number; insert: string } {
  const from = after.startsWith(before) ? before.length : commonLength(before, after);
  return { from, to: before.length, insert: after.slice(from) };
}

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}
