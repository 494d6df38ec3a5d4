import Anser from 'anser';
import { clsx } from 'clsx';
import { Fragment, useMemo } from 'react';

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
/** Everything but colours: cursor movements (ECMA-48) and operating system commands. */
const NOT_COLOURS = new RegExp(`${ESCAPE}\\[[0-9;?]*[A-Za-ln-z]|${ESCAPE}\\][^${BELL}]*${BELL}`, 'g');

/** Of a line that was overwritten only its last state, as a terminal would show it. */
export function terminalLines(text: string): string {
  return text
    .replace(NOT_COLOURS, '')
    .split(/\r?\n/)
    .map((line) => line.slice(line.lastIndexOf('\r') + 1))
    .join('\n');
}

/** Output of a command with its colours. Its text is only ever text. */
export function AnsiText({ text }: { text: string }) {
  const parts = useMemo(
    () => Anser.ansiToJson(terminalLines(text), { use_classes: true, remove_empty: true }),
    [text],
  );
  let at = 0;
  return (
    <>
      {parts.map(({ content, fg, decorations }) => {
        const key = at;
        at += content.length;
        const ink = inks[fg ?? ''];
        const bold = decorations.includes('bold');
        const dim = decorations.includes('dim');
        if (ink === undefined && !bold && !dim) return <Fragment key={key}>{content}</Fragment>;
        return (
          <span key={key} className={clsx(ink, bold && 'font-semibold', dim && 'opacity-70')}>
            {content}
          </span>
        );
      })}
    </>
  );
}
