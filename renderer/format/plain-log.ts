const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/**
 * ECMA-48 control sequences (colours, cursor) and operating system commands (titles, links), which a bell or `ESC \\`
 * ends, and at the latest the line.
 */
const TERMINAL = new RegExp(
  `${ESCAPE}\\[[0-9;?]*[A-Za-z]|${ESCAPE}\\][^${BELL}${ESCAPE}\\n]*(?:${BELL}|${ESCAPE}\\\\)?`,
  'g',
);

/** The text as it would stand on paper: no colours, and of a line that was overwritten only its last state. */
export function plainLog(text: string): string {
  const lines = text.replace(TERMINAL, '').split(/\r?\n/);
  return lines.map((line) => line.slice(line.lastIndexOf('\r') + 1)).join('\n');
}
