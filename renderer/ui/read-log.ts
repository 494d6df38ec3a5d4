import Anser from 'anser';
import { clsx } from 'clsx';

/** The sixteen colours of terminals in those of the theme: a log has to be readable in both. */
const inks: Record<string, string> = {
  'ansi-red': 'text-danger',
  'ansi-bright-red': 'text-danger',
  'ansi-green': 'text-success',
  'ansi-bright-green': 'text-success',
  'ansi-yellow': 'text-warning',
  'ansi-bright-yellow': 'text-warning',
  'ansi-blue': 'text-accent',
  'ansi-bright-blue': 'text-accent',
  'ansi-cyan': 'text-info',
  'ansi-bright-cyan': 'text-info',
  'ansi-magenta': 'text-strata-2',
  'ansi-bright-magenta': 'text-strata-2',
  'ansi-bright-black': 'text-faint',
};

const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/**
 * Everything but colours: cursor movements, and operating system commands (titles, links), which a bell or `ESC \\`
 * ends (ECMA-48 8.3.89; a line's end breaks off one that neither does, so that no text is lost with it).
 */
const NOT_COLOURS = new RegExp(
  `${ESCAPE}\\[[0-9;?]*[A-Za-ln-z]|${ESCAPE}\\][^${BELL}${ESCAPE}\\n]*(?:${BELL}|${ESCAPE}\\\\)?`,
  'g',
);

/** Characters of a log that have a look of their own, `[from, to)`. */
export interface LogSpan {
  from: number;
  to: number;
  className: string;
}

/** A log as text, and what of it is coloured. */
export interface ReadLog {
  text: string;
  /** In order, without overlap. */
  spans: LogSpan[];
}

/** Of a line that was overwritten only its last state, as a terminal would show it; the end's own line break is left out. */
function terminalLines(text: string): string {
  return text
    .replace(NOT_COLOURS, '')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.slice(line.lastIndexOf('\r') + 1))
    .join('\n');
}

/** Reads the output of a command with its colours. Its text is only ever text. */
export function readLog(log: string): ReadLog {
  const lines = terminalLines(log);
  if (!lines.includes(ESCAPE)) return { text: lines, spans: [] };
  const spans: LogSpan[] = [];
  let text = '';
  for (const part of Anser.ansiToJson(lines, { use_classes: true, remove_empty: true })) {
    const from = text.length;
    text += part.content;
    const { fg, decorations } = part;
    const className = clsx(
      inks[fg ?? ''],
      decorations.includes('bold') && 'font-semibold',
      decorations.includes('dim') && 'opacity-70',
    );
    if (className !== '') spans.push({ from, to: text.length, className });
  }
  return { text, spans };
}
