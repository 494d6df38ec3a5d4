import { highlightTree } from '@lezer/highlight';
import { clsx } from 'clsx';
import { useMemo } from 'react';
import { type CodeLanguage, highlighter, languageOf } from './highlight';
import { visibleText } from './visible-text';

export interface HighlightedCommandProps {
  text: string;
  language?: CodeLanguage;
  /** On one line with an ellipsis instead of wrapped as written. */
  oneLine?: boolean;
  className?: string;
}

interface Piece {
  from: number;
  text: string;
  className: string;
}

/** Code as spans with classes; for a line or a step. Longer texts belong into `CodeView`. */
export function HighlightedCommand({
  text,
  language = 'shell',
  oneLine = false,
  className,
}: HighlightedCommandProps) {
  const pieces = useMemo(() => highlight(visibleText(text), language), [text, language]);
  return (
    <code
      className={clsx(
        'font-mono text-sm',
        oneLine ? 'block truncate' : 'break-words whitespace-pre-wrap',
        className,
      )}
    >
      {pieces.map((piece) =>
        piece.className === '' ? (
          piece.text
        ) : (
          <span key={piece.from} className={piece.className}>
            {piece.text}
          </span>
        ),
      )}
    </code>
  );
}

/** Commands of machine-made layers can be megabytes; beyond this only the text is shown. */
const mostHighlighted = 20_000;

/** Cuts a text into coloured and plain pieces that are the text again when joined. */
export function highlight(text: string, language: CodeLanguage): Piece[] {
  const parser = languageOf(language)?.parser;
  if (!parser || text.length > mostHighlighted) return [{ from: 0, text, className: '' }];
  const pieces: Piece[] = [];
  let done = 0;
  const plainUntil = (end: number) => {
    if (end > done) pieces.push({ from: done, text: text.slice(done, end), className: '' });
    done = end;
  };
  highlightTree(parser.parse(text), highlighter, (from, to, className) => {
    plainUntil(from);
    pieces.push({ from, text: text.slice(from, to), className });
    done = to;
  });
  plainUntil(text.length);
  return pieces;
}
