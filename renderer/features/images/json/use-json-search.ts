import { useMemo, useState } from 'react';
import { findInLines, type Match } from './json-lines';

export interface JsonSearch {
  text: string;
  setText: (text: string) => void;
  matches: readonly Match[];
  byLine: ReadonlyMap<number, readonly Match[]>;
  /** Which match the search stands on, from 0; -1 without any. */
  at: number;
  current: Match | null;
  /** Goes on by one, or back by minus one, around the end. */
  step: (by: number) => void;
}

/** Searching lines: all matches, and one of them to stand on. */
export function useJsonSearch(lines: readonly string[]): JsonSearch {
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState(0);
  const matches = useMemo(() => findInLines(lines, text), [lines, text]);
  const byLine = useMemo(() => groupByLine(matches), [matches]);
  const at = matches.length === 0 ? -1 : Math.min(wanted, matches.length - 1);
  return {
    text,
    setText: (next) => {
      setText(next);
      setWanted(0);
    },
    matches,
    byLine,
    at,
    current: matches[at] ?? null,
    step: (by) => {
      if (matches.length > 0) setWanted((at + by + matches.length) % matches.length);
    },
  };
}

function groupByLine(matches: readonly Match[]): Map<number, Match[]> {
  const byLine = new Map<number, Match[]>();
  for (const match of matches) byLine.set(match.line, [...(byLine.get(match.line) ?? []), match]);
  return byLine;
}
