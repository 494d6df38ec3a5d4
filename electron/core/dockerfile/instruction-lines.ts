import type { HistoryStep } from '../../contract';
import { formatAssignment, splitArguments } from '../history/assignments';
import { jsonList } from '../history/go-values';
import { splitChain } from './split-run';

/** First words of a heredoc: `<<EOF`, `<<-"EOF"`, `<<robots.txt`; not the `<<<` of some shells. */
const heredocWord = /(?<!<)<<[-~]?(["']?)([^\s"'<>]+)\1/g;
/** BuildKit runs a heredoc that starts with `#!` from here; its text is not in the history. */
export const SCRIPT_FOLDER = '/dev/pipes/';
/** The parser takes a backslash at the end for a line that goes on. */
const endsInBackslash = /\\\s*$/;

/** Whether a text of several lines already is what a Dockerfile says: it ends with the word of its heredoc. */
function isWholeHeredoc(lines: string[]): boolean {
  const words = [...(lines[0] ?? '').matchAll(heredocWord)].map((match) => match[2]);
  return words.length > 0 && words.includes(lines.at(-1));
}

/** A word for a heredoc that does not stand alone on one of its lines. */
function freeWord(lines: string[]): string {
  let word = 'EOF';
  for (let i = 1; lines.includes(word); i += 1) word = `EOF${i}`;
  return word;
}

function runLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.length > 1) {
    if (isWholeHeredoc(lines)) return [`RUN ${lines[0]}`, ...lines.slice(1)];
    const word = freeWord(lines);
    return [`RUN <<${word}`, ...lines, word];
  }
  if (endsInBackslash.test(text)) return [`RUN ${jsonList(['/bin/sh', '-c', text])}`];
  const [first = '', ...rest] = splitChain(text);
  return [`RUN ${first}`, ...rest];
}

/** A file written in the Dockerfile: its text is not recorded, but it must end for the lines after it. */
function heredocEnds(text: string): string[] {
  return [...text.matchAll(heredocWord)].map((match) => match[2] ?? '');
}

/** A step of one instruction as lines of a Dockerfile. */
export function instructionLines(step: HistoryStep): string[] {
  const { instruction, text } = step;
  if (instruction === 'RUN') return runLines(text);
  if (usesHeredoc(step)) return [`${instruction} ${text}`, ...heredocEnds(text)];
  // No other instruction can have a newline in the history unless a value had one; it must not start a new one.
  return [`${instruction} ${text.replace(/\s*\r?\n\s*/g, ' ')}`.trimEnd()];
}

/** Whether the step was written with a heredoc whose text may not be what stands here. */
export function usesHeredoc({ instruction, text }: HistoryStep): boolean {
  if (instruction === 'RUN') return text.includes('\n') || text.includes(SCRIPT_FOLDER);
  return (instruction === 'COPY' || instruction === 'ADD') && /(?:^|\s)<</.test(text);
}

/** ARG lines for build arguments of a step that no ARG above it declares. */
export function missingArguments(step: HistoryStep, declared: Set<string>): string[] {
  const missing = step.buildArgs.flatMap(splitArgument).filter(({ key }) => !declared.has(key));
  for (const { key } of missing) declared.add(key);
  return missing.map((argument) => `ARG ${formatAssignment(argument)}`);
}

function splitArgument(argument: string): { key: string; value: string | null }[] {
  const equals = argument.indexOf('=');
  return [{ key: argument.slice(0, equals), value: argument.slice(equals + 1) }];
}

/** Names that an ARG step declares. */
export function declaredArguments({ instruction, text }: HistoryStep): string[] {
  return instruction === 'ARG' ? splitArguments(text).map(({ key }) => key) : [];
}
