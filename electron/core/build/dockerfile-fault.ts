import type { Lines } from './locate-step';

/** What a builder finds wrong with a Dockerfile itself, before or while it turns it into steps. */
export interface DockerfileFault {
  /** The builder's words without those of the parts that passed them on. */
  problem: string;
  /** From 1, as the builder names it; null when it names none. */
  line: number | null;
  /** In the Dockerfile's text; null when that is not at hand, or the words name nothing in it. */
  lines: Lines | null;
}

/** 20.10 says in front where the words come from. */
const PASSED_ON =
  /^(?:failed to solve with frontend \S+: )?(?:failed to create LLB definition: )?(?:failed to parse Dockerfile: )?/;
/** buildkit `parser.ErrorLocation` and moby's dispatchers: `line 3` in 20.10, `on line 3` later. */
const AT_LINE = /^dockerfile parse error (?:on )?line (\d+): (.*)$/s;

interface Sign {
  sign: RegExp;
  /** Finds the line by what the sign has caught; null for faults of the whole file. */
  isAt: ((line: string, caught: string) => boolean) | null;
}

const holds = (line: string, caught: string): boolean => caught !== '' && line.includes(caught);

/** Faults that both builders tell without a line (buildkit frontend/dockerfile/{parser,instructions,dockerfile2llb}). */
const SIGNS: readonly Sign[] = [
  { sign: /^no build stage in current context/, isAt: null },
  { sign: /^the Dockerfile (?:\(.*\) )?cannot be empty/, isAt: null },
  { sign: /^invalid escape token/, isAt: (line) => /^\s*#\s*escape\s*=/i.test(line) },
  { sign: /^unterminated heredoc/, isAt: (line) => /<<-?\s*["']?\w/.test(line) },
  { sign: /^failed to process ("(?:[^"\\]|\\.)*")/s, isAt: holds },
  { sign: /^invalid containerPort: (.*)$/i, isAt: holds },
  { sign: /^failed to parse stage name ("(?:[^"\\]|\\.)*")/, isAt: holds },
  { sign: /^base name \((.*)\) should not be (?:blank|empty)/, isAt: holds },
  {
    sign: /^circular dependency detected on stage: (.*)$/,
    isAt: (line, caught) => line.toLowerCase().includes(`from=${caught.toLowerCase()}`),
  },
];

/**
 * What is wrong with the Dockerfile by the builder's words; null when they are about something else.
 *
 * @param dockerfile its text; empty when it is not at hand
 */
export function dockerfileFault(said: string, dockerfile: string): DockerfileFault | null {
  const words = said.replace(PASSED_ON, '');
  const [, number, problem] = AT_LINE.exec(words) ?? [];
  if (number !== undefined && problem !== undefined) {
    const line = Number(number);
    return { problem, line, lines: dockerfile === '' ? null : { from: line - 1, to: line - 1 } };
  }
  for (const { sign, isAt } of SIGNS) {
    const found = sign.exec(words);
    if (found === null) continue;
    const caught = unquoted(found[1] ?? '');
    const line = isAt === null ? -1 : dockerfile.split('\n').findIndex((text) => isAt(text, caught));
    return { problem: words, line: null, lines: line === -1 ? null : { from: line, to: line } };
  }
  return null;
}

/** Go's `%q` writes quotes and backslashes as JSON does. */
function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text;
}
