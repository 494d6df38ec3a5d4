/** Lines shorter than this are left alone. */
const comfortable = 60;

/**
 * A long shell command as the lines that it was probably written in, for reading: where the history kept the
 * indentation of a continued line (a tab or several blanks), else before each `&&` and `||`. A backslash ends
 * each line, as in a Dockerfile, so that it stays the same command. Quoted text is never broken.
 */
export function breakCommand(command: string): string {
  if (command.length <= comfortable || command.includes('\n')) return command;
  const places = outsideQuotes(command);
  const indented = places.filter(({ kind }) => kind === 'indent');
  const chosen = indented.length > 0 ? indented : places;
  return chosen.length === 0 ? command : joined(command, chosen);
}

interface Place {
  kind: 'indent' | 'chain';
  /** Where the line before ends and where the next begins. */
  end: number;
  start: number;
}

const indent = /\s*(?:\t| {2})\s*/y;
const chain = / (?=(?:&&|\|\|) )/y;

function outsideQuotes(command: string): Place[] {
  const places: Place[] = [];
  let quote = '';
  let at = 0;
  while (at < command.length) {
    const place = quote === '' ? placeAt(command, at) : null;
    if (place) places.push(place);
    quote = quoteAfter(quote, command, at);
    at = place ? place.start : at + (command[at] === '\\' && quote !== "'" ? 2 : 1);
  }
  return places.filter(({ end, start }) => end > 0 && start < command.length);
}

function placeAt(command: string, at: number): Place | null {
  for (const [kind, pattern] of [
    ['indent', indent],
    ['chain', chain],
  ] as const) {
    pattern.lastIndex = at;
    const found = pattern.exec(command);
    if (found && found[0] !== '') return { kind, end: at, start: at + found[0].length };
  }
  return null;
}

function quoteAfter(quote: string, command: string, at: number): string {
  const character = command[at] ?? '';
  if (character !== "'" && character !== '"') return quote;
  if (quote === '') return character;
  return quote === character ? '' : quote;
}

function joined(command: string, places: readonly Place[]): string {
  const lines = [0, ...places.map(({ start }) => start)].map((start, index) =>
    command.slice(start, places[index]?.end ?? command.length),
  );
  return lines.map((line) => line.trim()).join(' \\\n    ');
}
