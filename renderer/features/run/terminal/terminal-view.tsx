import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { type RefObject, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import { appErrorOf } from '../../../api/api-error';
import { copyText } from '../../../api/clipboard';
import type { AppError, TerminalEnd } from '../../../api/contract';
import { isMac } from '../../../ui/shortcut';
import { codeFont, currentPalette, onThemeChange } from './palette';
import { PasteDialog } from './paste-dialog';
import { TerminalLink } from './terminal-link';

export interface TerminalHandle {
  /** Reads it again, after the container was started. */
  reopen: () => void;
  focus: () => void;
}

export interface TerminalViewProps {
  engineId: string;
  containerId: string;
  /** Lines are also written where screen readers find them; costs speed. */
  screenReader: boolean;
  onEnd: (end: TerminalEnd | null) => void;
  onError: (error: AppError) => void;
  /** The person leaves the terminal by the keyboard. */
  onLeave: () => void;
  ref?: RefObject<TerminalHandle | null>;
}

/** The terminal of a container, as large as its place. */
export default function TerminalView(props: TerminalViewProps) {
  const { engineId, containerId, screenReader } = props;
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef<{ terminal: Terminal; link: TerminalLink } | null>(null);
  const [pasted, setPasted] = useState<string | null>(null);
  const onEnd = useEffectEvent(props.onEnd);
  const onLeave = useEffectEvent(props.onLeave);
  const onError = useEffectEvent((thrown: unknown) => props.onError(appErrorOf(thrown)));

  useEffect(() => {
    const host = place.current;
    if (!host) return;
    const terminal = makeTerminal();
    const fit = new FitAddon();
    terminal.loadAddon(fit);
    terminal.open(host);
    fit.fit();
    terminal.attachCustomKeyEventHandler((event) => ownKeys(event, terminal, () => onLeave()));
    const link = new TerminalLink({
      engineId,
      containerId,
      terminal,
      onEnd: (end) => onEnd(end),
      onError: (thrown) => onError(thrown),
    });
    shown.current = { terminal, link };
    link.open().catch((thrown: unknown) => onError(thrown));
    terminal.focus();
    const resized = new ResizeObserver(() => fit.fit());
    resized.observe(host);
    const stopTheme = onThemeChange(() => {
      terminal.options.theme = currentPalette();
    });
    const stopPaste = askBeforeLines(host, setPasted);
    return () => {
      shown.current = null;
      resized.disconnect();
      stopTheme();
      stopPaste();
      link.close();
      terminal.dispose();
    };
  }, [engineId, containerId]);

  useEffect(() => {
    if (shown.current) shown.current.terminal.options.screenReaderMode = screenReader;
  }, [screenReader]);

  // Only once the dialog is gone: while it is there it keeps the focus.
  const asked = useRef(false);
  useEffect(() => {
    if (pasted === null && asked.current) shown.current?.terminal.focus();
    asked.current = pasted !== null;
  }, [pasted]);

  useImperativeHandle(props.ref, () => ({
    reopen: () => {
      shown.current?.link.open().catch((thrown: unknown) => props.onError(appErrorOf(thrown)));
    },
    focus: () => shown.current?.terminal.focus(),
  }));

  const endPaste = (text: string | null) => {
    setPasted(null);
    if (text !== null) shown.current?.terminal.paste(text);
  };
  return (
    <>
      <div ref={place} className="min-h-0 min-w-0 flex-1 overflow-hidden py-2 pl-3" />
      {pasted !== null && <PasteDialog text={pasted} onEnd={endPaste} />}
    </>
  );
}

function makeTerminal(): Terminal {
  return new Terminal({
    theme: currentPalette(),
    fontFamily: codeFont(),
    fontSize: 13,
    lineHeight: 1.2,
    scrollback: 5000,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    // Programs choose colours for a black ground; on a light one some could not be read.
    minimumContrastRatio: 4.5,
    macOptionIsMeta: true,
  });
}

/** Keys that are the window's own and not the program's: copying, and the way out of the terminal. */
function ownKeys(event: KeyboardEvent, terminal: Terminal, leave: () => void): boolean {
  if (event.type !== 'keydown') return true;
  if (event.key === 'Escape' && event.shiftKey) {
    event.preventDefault();
    leave();
    return false;
  }
  if (!isCopy(event) || !terminal.hasSelection()) return true;
  event.preventDefault();
  // Refused only when main is gone, and then the window is too.
  void copyText(terminal.getSelection());
  return false;
}

function isCopy(event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== 'c') return false;
  return isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && event.shiftKey;
}

/** Shells run each line of a pasted text at once; the person is asked before. */
function askBeforeLines(host: HTMLElement, ask: (text: string) => void): () => void {
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\r\n]/.test(text)) return;
    event.preventDefault();
    event.stopPropagation();
    ask(text);
  };
  host.addEventListener('paste', onPaste, { capture: true });
  return () => host.removeEventListener('paste', onPaste, { capture: true });
}
