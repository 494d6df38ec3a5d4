/**
 * A history entry's command as a Dockerfile has it. The classic builder wrote `/bin/sh -c #(nop) CMD …` for what runs
 * nothing and `/bin/sh -c …` for RUN, BuildKit ends its lines in `# buildkit` and names build arguments by `|2 A=1 B=2`
 * (moby, daemon/builder/dockerfile; buildkit, solver/llbsolver/history).
 */
export function instructionOf(createdBy: string): string {
  const text = createdBy
    .replace(/\s+# buildkit$/, '')
    .replaceAll(/\s+/g, ' ')
    // The classic builder names what it copied by a checksum; its beginning is enough to tell two apart.
    .replace(/\b((?:file|dir|multi):[0-9a-f]{12})[0-9a-f]{52} in /, '$1 ')
    .trim();
  const nop = /^(?:\/bin\/sh -c|cmd \/S \/C) #\(nop\) (.*)$/.exec(text);
  if (nop) return (nop[1] ?? '').trim();
  const shell = /^(?:\|\d+ .*?)?\/bin\/sh -c (.*)$/.exec(text);
  if (shell) return `RUN ${(shell[1] ?? '').trim()}`;
  return text.replace(/^RUN (?:\|\d+ .*?)?\/bin\/sh -c /, 'RUN ');
}
