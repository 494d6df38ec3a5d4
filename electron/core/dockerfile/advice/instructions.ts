import { DockerfileParser, type From, type Instruction } from 'dockerfile-ast';

/** One build stage: its FROM and what follows it. */
export interface Stage {
  from: From;
  /** Without the FROM. */
  instructions: readonly Instruction[];
}

/** The stages of a Dockerfile in order; what stands before the first FROM belongs to none. */
export function stagesOf(text: string): { stages: Stage[]; all: Instruction[] } {
  const parsed = DockerfileParser.parse(text);
  const all = parsed.getInstructions();
  const froms = parsed.getFROMs();
  const starts = froms.map((from) => all.indexOf(from));
  const stages = froms.map((from, index) => ({
    from,
    instructions: all.slice((starts[index] ?? 0) + 1, starts[index + 1] ?? all.length),
  }));
  return { stages, all };
}

/** Whether an instruction's arguments are a JSON list (exec form). */
export function isExecForm(instruction: Instruction): boolean {
  return (instruction.getRawArgumentsContent() ?? '').trimStart().startsWith('[');
}

/** Arguments as they stand, line ends and heredocs included; empty when there are none. */
export function argumentsOf(instruction: Instruction): string {
  return instruction.getRawArgumentsContent() ?? '';
}

/** What a RUN hands to the shell: continued lines in one, flags and heredocs included. */
export function commandOf(run: Instruction, lines: readonly string[]): string {
  const { start, end } = run.getRange();
  return lines
    .slice(start.line, end.line + 1)
    .filter((line) => !/^\s*#/.test(line))
    .map((line) => (/[\\`]\s*$/.test(line) ? line.replace(/[\\`]\s*$/, ' ') : `${line}\n`))
    .join('');
}
