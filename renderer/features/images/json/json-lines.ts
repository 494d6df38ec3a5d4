/** Where something stands in a line: from the first letter to behind the last. */
export interface Span {
  start: number;
  end: number;
}

/** One place where a searched text was found; `line` counts from 0. */
export interface Match extends Span {
  line: number;
}

export interface Piece {
  text: string;
  /** Class of the highlighting; empty for plain text. */
  className: string;
  /** Which match this is part of; null for none. */
  match: Span | null;
}

/** Beyond this nobody steps through, and drawing all would take long. */
export const mostMatches = 1_000;

/** Every place of `searched` in the lines, upper or lower case, from the top. */
export function findInLines(lines: readonly string[], searched: string): Match[] {
  const found: Match[] = [];
  const wanted = searched.toLowerCase();
  if (wanted === '') return found;
  for (const [line, text] of lines.entries()) {
    const lower = text.toLowerCase();
    let start = lower.indexOf(wanted);
    while (start !== -1 && found.length < mostMatches) {
      found.push({ line, start, end: start + wanted.length });
      start = lower.indexOf(wanted, start + wanted.length);
    }
  }
  return found;
}

/** A key with the colon ahead, a string, a number, a word. Pretty-printed JSON has no string over two lines. */
const token = /("(?:[^"\\]|\\.)*")(?=\s*:)|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null)/g;

/** A line of pretty-printed JSON cut into pieces of one look each; joined they are the line again. */
export function piecesOf(line: string, matches: readonly Span[]): Piece[] {
  const colours = coloursOf(line);
  const edges = [...colours, ...matches].flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([0, ...edges, line.length])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => ({
    text: line.slice(start, cuts[index + 1]),
    className: colours.find((colour) => holds(colour, start))?.className ?? '',
    match: matches.find((match) => holds(match, start)) ?? null,
  }));
}

function coloursOf(line: string): (Span & { className: string })[] {
  return [...line.matchAll(token)].map((found) => {
    const [text, key, string] = found;
    const className = key !== undefined ? 'tok-name' : string !== undefined ? 'tok-string' : 'tok-number';
    return { start: found.index, end: found.index + text.length, className };
  });
}

function holds({ start, end }: Span, at: number): boolean {
  return start <= at && at < end;
}
