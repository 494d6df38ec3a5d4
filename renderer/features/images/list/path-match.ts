/**
 * Go's `path.Match`, which decides the engine's `reference=` filter. Source of the rules: Go's package
 * documentation and its algorithm (each chunk after a `*` is matched at the first place that fits, and a `*`
 * never crosses a `/`; a class may).
 */

type Range = readonly [from: string, to: string];
type Term =
  | { kind: 'character'; character: string }
  | { kind: 'any' }
  | { kind: 'class'; negated: boolean; ranges: readonly Range[] };

/** Terms of a pattern up to the next star; `star` when it stands behind one. */
interface Chunk {
  star: boolean;
  terms: readonly Term[];
}

/** A pattern read once, to be matched against many names. */
export type PathPattern = readonly Chunk[];

interface Cursor {
  readonly text: string;
  at: number;
}

/** Reads a pattern; null when Go calls it `ErrBadPattern` (unclosed or empty class, lone backslash at the end). */
export function compilePathPattern(text: string): PathPattern | null {
  const cursor: Cursor = { text, at: 0 };
  const chunks: Chunk[] = [];
  while (cursor.at < text.length) {
    const star = skipStars(cursor);
    const terms = readTerms(cursor);
    if (terms === null) return null;
    chunks.push({ star, terms });
  }
  return chunks;
}

function skipStars(cursor: Cursor): boolean {
  const from = cursor.at;
  while (cursor.text[cursor.at] === '*') cursor.at += 1;
  return cursor.at > from;
}

function readTerms(cursor: Cursor): Term[] | null {
  const terms: Term[] = [];
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '*') {
    const term = readTerm(cursor);
    if (term === null) return null;
    terms.push(term);
  }
  return terms;
}

function readTerm(cursor: Cursor): Term | null {
  const character = cursor.text[cursor.at];
  if (character === '[') return readClass(cursor);
  if (character === '?') {
    cursor.at += 1;
    return { kind: 'any' };
  }
  const literal = readEscaped(cursor);
  return literal === null ? null : { kind: 'character', character: literal };
}

/** One character, of which a backslash takes away the meaning; null at the end of the text. */
function readEscaped(cursor: Cursor): string | null {
  if (cursor.text[cursor.at] === '\\') cursor.at += 1;
  const character = cursor.text[cursor.at];
  cursor.at += 1;
  return character ?? null;
}

function readClass(cursor: Cursor): Term | null {
  cursor.at += 1;
  const negated = cursor.text[cursor.at] === '^';
  if (negated) cursor.at += 1;
  const ranges: Range[] = [];
  while (cursor.text[cursor.at] !== ']' || ranges.length === 0) {
    const range = readRange(cursor);
    if (range === null) return null;
    ranges.push(range);
  }
  cursor.at += 1;
  return { kind: 'class', negated, ranges };
}

function readRange(cursor: Cursor): Range | null {
  const from = readClassCharacter(cursor);
  if (from === null || cursor.text[cursor.at] !== '-') return from === null ? null : [from, from];
  cursor.at += 1;
  const to = readClassCharacter(cursor);
  return to === null ? null : [from, to];
}

/** Within a class a bare `-` or `]` is no character, and something must follow. */
function readClassCharacter(cursor: Cursor): string | null {
  const bare = cursor.text[cursor.at];
  if (bare === '-' || bare === ']') return null;
  const character = readEscaped(cursor);
  return cursor.at < cursor.text.length ? character : null;
}

/** Whether the whole name fits the pattern. */
export function matchPath(pattern: PathPattern, name: string): boolean {
  let at = 0;
  for (const [index, chunk] of pattern.entries()) {
    const last = index === pattern.length - 1;
    if (chunk.star && chunk.terms.length === 0) return !name.includes('/', at);
    const end = findChunk(chunk, name, at, last);
    if (end === null) return false;
    at = end;
  }
  return at === name.length;
}

/** Where the chunk ends at the first place that fits; the last chunk must end the name. */
function findChunk(chunk: Chunk, name: string, from: number, last: boolean): number | null {
  for (let start = from; ; start += 1) {
    const end = matchTerms(chunk.terms, name, start);
    if (end !== null && (!last || end === name.length)) return end;
    if (!chunk.star || start >= name.length || name[start] === '/') return null;
  }
}

function matchTerms(terms: readonly Term[], name: string, start: number): number | null {
  let at = start;
  for (const term of terms) {
    const character = name[at];
    if (character === undefined || !matchTerm(term, character)) return null;
    at += 1;
  }
  return at;
}

function matchTerm(term: Term, character: string): boolean {
  switch (term.kind) {
    case 'any':
      return character !== '/';
    case 'character':
      return character === term.character;
    case 'class':
      return term.ranges.some(([from, to]) => from <= character && character <= to) !== term.negated;
  }
}
