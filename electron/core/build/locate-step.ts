import { Copy, DockerfileParser, From, type Instruction } from 'dockerfile-ast';
import type { BuildRun, BuildStep } from '../../contract';
import { familiarReference, parseReference } from '../reference';
import { baseOfStep } from './base-of-step';

/** Lines of a Dockerfile, 0-based, the last one included. */
export interface Lines {
  from: number;
  to: number;
}

/**
 * Where a step of a build stands in its Dockerfile. The classic builder counts every instruction; BuildKit counts per
 * stage and only some, so that its steps are found by their text, which may have variables filled in.
 */
export function locateStep(dockerfile: string, step: BuildStep, builder: BuildRun['builder']): Lines | null {
  const instructions = DockerfileParser.parse(dockerfile).getInstructions();
  const wanted = plain(step.text);
  const numbered = builder === 'classic' ? instructions[Number.parseInt(step.place, 10) - 1] : undefined;
  const same = numbered ?? instructions.find((one) => plain(textOf(one, dockerfile)) === wanted);
  return linesOf(same ?? takerOf(instructions, step.text) ?? mostAlike(instructions, wanted, dockerfile));
}

/** BuildKit asks for base images in steps of its own: the instruction that names the one of this step. */
function takerOf(instructions: readonly Instruction[], text: string): Instruction | undefined {
  const base = baseOfStep(text);
  if (base === null) return undefined;
  return instructions.find((one) => {
    const named =
      one instanceof From ? one.getImage() : one instanceof Copy ? one.getFromFlag()?.getValue() : null;
    const reference = parseReference(named ?? '');
    return reference.problem === null && familiarReference(reference) === base;
  });
}

function linesOf(found: Instruction | undefined): Lines | null {
  if (found === undefined) return null;
  const { start, end } = found.getRange();
  return { from: start.line, to: end.line };
}

function textOf(instruction: Instruction, dockerfile: string): string {
  const { start, end } = instruction.getRange();
  return dockerfile
    .split(/\r?\n/)
    .slice(start.line, end.line + 1)
    .join('\n');
}

/** Without comments, line continuations and repeated blanks, as builders print an instruction. */
const plain = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .map((line) => line.replace(/[\\`]\s*$/, ' '))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\S+/, (keyword) => keyword.toUpperCase());

/** Of the instructions with the same keyword, the one with most words in common. */
function mostAlike(
  instructions: readonly Instruction[],
  wanted: string,
  dockerfile: string,
): Instruction | undefined {
  const [keyword = '', ...words] = wanted.split(' ');
  const given = new Set(words);
  let best: Instruction | undefined;
  let most = 0;
  for (const one of instructions) {
    if (one.getKeyword() !== keyword) continue;
    const common = plain(textOf(one, dockerfile))
      .split(' ')
      .slice(1)
      .filter((word) => given.has(word)).length;
    if (common > most) {
      most = common;
      best = one;
    }
  }
  return best;
}
