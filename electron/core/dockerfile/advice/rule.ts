import type { Instruction } from 'dockerfile-ast';
import type { AdviceCode, DockerfileProblem, TextPosition } from '../../../contract';
import type { Stage } from './instructions';

/** What a rule looks at. */
export interface Recipe {
  stages: readonly Stage[];
  /** Everything, also what stands before the first FROM. */
  all: readonly Instruction[];
  lines: readonly string[];
}

export type Advice = Extract<DockerfileProblem, { source: 'advice' }>;
/** Pure: a Dockerfile in, what could be better out. */
export type Rule = (recipe: Recipe) => Advice[];

interface Marked {
  start: TextPosition;
  end: TextPosition;
}

/** Advice about a range of the text. */
export function advise(
  code: AdviceCode,
  severity: Advice['severity'],
  { start, end }: Marked,
  params: Record<string, string> = {},
): Advice {
  const place = ({ line, character }: TextPosition): TextPosition => ({ line, character });
  return { source: 'advice', code, severity, from: place(start), to: place(end), params, message: '' };
}

/** The range of an instruction's first line: marking all of a long one would hide the text. */
export function firstLineOf(instruction: Instruction, lines: readonly string[]): Marked {
  const { start, end } = instruction.getRange();
  if (start.line === end.line) return { start, end };
  const length = lines[start.line]?.trimEnd().length ?? start.character;
  return { start, end: { line: start.line, character: Math.max(length, start.character) } };
}
