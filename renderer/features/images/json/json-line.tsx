import { clsx } from 'clsx';
import { memo } from 'react';
import { type Match, piecesOf } from './json-lines';

export interface JsonLineProps {
  text: string;
  matches: readonly Match[];
  /** The match that the search stands on, when it is on this line. */
  current: Match | null;
}

const none: readonly Match[] = [];

/** One line; its number is drawn by the style, so that it is not copied along. */
export const JsonLine = memo(function JsonLine({ text, matches, current }: JsonLineProps) {
  return (
    <span className="relative block min-h-[19px] pr-4 pl-14 before:absolute before:left-0 before:w-10 before:text-right before:text-faint before:content-[counter(line)] before:[counter-increment:line]">
      {piecesOf(text, matches).map((piece, index) => {
        // Pieces have no identity of their own, and a line keeps its order.
        const key = `${index}`;
        if (piece.match === null) {
          return (
            <span key={key} className={piece.className}>
              {piece.text}
            </span>
          );
        }
        const isCurrent = piece.match === current;
        return (
          <mark
            key={key}
            {...(isCurrent ? { 'data-current': true } : {})}
            className={clsx(isCurrent ? 'bg-accent-fill text-on-accent' : 'bg-[var(--code-match)] text-fg')}
          >
            {piece.text}
          </mark>
        );
      })}
    </span>
  );
});

/** Matches by line, with one shared empty list so that lines without any are not drawn anew. */
export function matchesOf(byLine: ReadonlyMap<number, readonly Match[]>, line: number): readonly Match[] {
  return byLine.get(line) ?? none;
}
