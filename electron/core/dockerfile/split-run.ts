import { nextQuote } from '../history/clean-command';

/** A RUN longer than this is broken before each `&&`. */
const LINE_LENGTH_MAX = 80;
const INDENT = '    ';

/** Positions of ` && ` outside quotes where a line may end: not before a `#`, which would become a comment. */
function breakPoints(command: string): number[] {
  const points: number[] = [];
  let quote = '';
  for (let i = 0; i < command.length; i += 1) {
    const character = command.charAt(i);
    if (character === '\\' && quote !== "'") i += 1;
    else quote = nextQuote(quote, character);
    if (quote === '' && command.startsWith(' && ', i) && !/^ && +#/.test(command.slice(i))) points.push(i);
  }
  return points;
}

/**
 * A long chain of commands as lines of a Dockerfile, broken at `&&` with backslashes. The parser takes
 * backslash and newline away again, so the command stays the same.
 */
export function splitChain(command: string): string[] {
  const points = breakPoints(command);
  if (command.length <= LINE_LENGTH_MAX || points.length === 0) return [command];
  const parts = [0, ...points].map((start, i) => command.slice(start, points[i] ?? command.length).trim());
  return parts.map((part, i) => `${i === 0 ? '' : INDENT}${part}${i < parts.length - 1 ? ' \\' : ''}`);
}
