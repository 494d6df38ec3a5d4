/** Instructions that the engine accepts as `changes` of commit and import (Engine API, `ContainerCommit`). */
export const changeInstructions = [
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'LABEL',
  'ONBUILD',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const;

export interface ChangeLines {
  changes: string[];
  /** The first line that the engine would refuse; null when all are fine. */
  problem: { line: number; text: string } | null;
}

/** Reads one instruction a line; empty lines and `#` comments are skipped, line numbers start at 1. */
export function readChanges(text: string): ChangeLines {
  const lines = text.split('\n').map((line, index) => ({ line: index + 1, text: line.trim() }));
  const written = lines.filter(({ text: line }) => line !== '' && !line.startsWith('#'));
  const problem = written.find(({ text: line }) => !isChange(line)) ?? null;
  return { changes: written.map(({ text: line }) => line), problem };
}

function isChange(line: string): boolean {
  const [word = '', ...rest] = line.split(/\s+/);
  return rest.length > 0 && changeInstructions.some((instruction) => instruction === word.toUpperCase());
}
