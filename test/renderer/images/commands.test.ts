import { describe, expect, it } from 'vitest';
import { breakCommand } from '../../../renderer/features/history/break-command';
import { commandLine, shellText } from '../../../renderer/features/images/overview/command-line';

describe('long commands, for reading', () => {
  it('stay as they are when they are short or have lines already', () => {
    expect(breakCommand('make && make install')).toBe('make && make install');
    const lines = `${'x'.repeat(80)} \\\n && y`;
    expect(breakCommand(lines)).toBe(lines);
  });

  it('are broken before each link of a chain', () => {
    const command = 'apt-get update && apt-get install -y curl || exit 1 && rm -rf /var/lib/apt/lists';
    expect(breakCommand(command)).toBe(
      [
        'apt-get update \\',
        '    && apt-get install -y curl \\',
        '    || exit 1 \\',
        '    && rm -rf /var/lib/apt/lists',
      ].join('\n'),
    );
  });

  it('are broken where the Dockerfile had an indented line', () => {
    const command = 'set -eux; \tapt-get update; \tapt-get install -y curl && true;     rm -rf /var/lib/apt';
    expect(breakCommand(command)).toBe(
      [
        'set -eux; \\',
        '    apt-get update; \\',
        '    apt-get install -y curl && true; \\',
        '    rm -rf /var/lib/apt',
      ].join('\n'),
    );
  });

  it('keep quoted text whole', () => {
    const quoted = `echo "one && two" 'three  four' \\"five && echo six-seven-eight-nine-ten-eleven-twelve`;
    expect(breakCommand(quoted).split('\n')).toEqual([
      `echo "one && two" 'three  four' \\"five \\`,
      '    && echo six-seven-eight-nine-ten-eleven-twelve',
    ]);
  });
});

describe('words of an exec form', () => {
  it.each([
    [['nginx', '-g', 'daemon off;'], "nginx -g 'daemon off;'"],
    [['/app/run', '--mode=fast'], '/app/run --mode=fast'],
    [['echo', "it's"], "echo 'it'\\''s'"],
    [['printf', ''], "printf ''"],
  ])('%j as one line: %s', (words, line) => {
    expect(commandLine(words)).toBe(line);
  });

  it.each([
    [['/bin/sh', '-c', 'exec app | tee log'], 'exec app | tee log'],
    [['/bin/bash', '-o', 'pipefail', '-c', 'a | b'], 'a | b'],
    [['cmd', '/S', '/C', 'dir'], 'dir'],
    [['/bin/sh', 'script.sh'], null],
    [[], null],
  ])('%j through a shell is %s', (words, text) => {
    expect(shellText(words)).toBe(text);
  });
});
