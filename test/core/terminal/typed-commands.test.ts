import { describe, expect, test } from 'vitest';
import { TypedCommands } from '../../../electron/core/terminal/typed-commands';

/** `<` is what a person types, `>` what the terminal prints. */
function commandsOf(...talk: string[]): readonly string[] {
  const typed = new TypedCommands();
  typed.resize(20);
  for (const turn of talk) {
    if (turn.startsWith('<')) typed.input(turn.slice(1));
    else typed.output(turn.slice(1));
  }
  return typed.commands;
}

describe('typed commands', () => {
  test('are what stands behind the prompt when a line is sent, and nothing that was printed', () => {
    expect(
      commandsOf('>/ # ', '<ls', '>ls', '<\r', '>\r\nbin  etc\r\n/ # ', '<cd', '>cd', '<\r', '>\r\n/ # '),
    ).toEqual(['ls', 'cd']);
  });

  test('are whole when they were completed, recalled or corrected', () => {
    expect(
      commandsOf(
        '>$ ',
        '<ca',
        '>ca',
        '<\t',
        '>t /etc/passwd ',
        '<\r',
        '>\r\nroot\r\n$ ',
        '<\x1b[A',
        '>cat /etc/passwd ',
        '<\x7f',
        '>\b\x1b[K',
        '<\r',
        '>\r\n$ ',
      ),
    ).toEqual(['cat /etc/passwd', 'cat /etc/passwd']);
    expect(commandsOf('>$ ', '<lx', '>lx', '<\x7f', '>\b \b', '<s', '>s', '<\r', '>\r\n')).toEqual(['ls']);
    expect(
      commandsOf('>$ ', '<eco a', '>eco a', '<\x1b[D', '>\b\b\b', '<h', '>\x1b[1@h', '<\r', '>\r\n'),
    ).toEqual(['echo a']);
  });

  test('go on in the next row', () => {
    const long = 'echo 1234567890 abcdefghijkl';
    const first = long.slice(0, 18);
    expect(commandsOf('>$ ', `<${long}`, `>${first} \r${long.slice(18)}`, '<\r', '>\r\n')).toEqual([long]);
  });

  test('go on where a shell ends a row by itself', () => {
    expect(
      commandsOf('>$ ', '<e', '>e', '<cho 1234567890 xyz', '>cho 1234567890 x\r\nyz', '<\r', '>\r\n$ '),
    ).toEqual(['echo 1234567890 xyz']);
    const long = `echo ${'x'.repeat(73)}and more`;
    expect(commandsOf('>$ ', `<${long}\r`, `>${long.slice(0, 78)}\r\n${long.slice(78)}\r\n$ `)).toEqual([
      long,
    ]);
  });

  test('may be typed while the one before still runs', () => {
    const first = ['>$ ', '<go', '>go', '<\r', '>\r\n'];
    expect(commandsOf(...first, '<l', '>step 1\r\nstep 2\r\n$ l', '<s\r', '>s\r\n$ ')).toEqual(['go', 'ls']);
    expect(commandsOf(...first, '>step', '<l', '> 1\r\nstep 2\r\n$ l', '<s\r', '>s\r\n$ ')).toEqual([
      'go',
      'ls',
    ]);
  });

  test('may end where their row does', () => {
    const full = 'echo 1234567890abc';
    const typed = [...full].flatMap((letter) => [`<${letter}`, `>${letter}`]);
    expect(commandsOf('>$ ', ...typed, '>\r\n', '<\r', '>\r\n1234567890abc\r\n$ ')).toEqual([full]);
  });

  test('are found behind a list of completions, and after one that was given up', () => {
    expect(
      commandsOf(
        '>$ ',
        '<ls /',
        '>ls /',
        '<\t\t',
        '>\r\nbin  etc\r\n$ ls /',
        '<e\t',
        '>etc ',
        '<\r',
        '>\r\n$ ',
      ),
    ).toEqual(['ls /etc']);
    expect(commandsOf('>$ ', '<rm -', '>rm -', '<\x03', '>^C\r\n$ ', '<ls', '>ls', '<\r', '>\r\n')).toEqual([
      'ls',
    ]);
    expect(commandsOf('>$ ', '<l', '>l', '<\x0c', '>\x1b[H\x1b[J$ l', '<s', '>s', '<\r', '>\r\n')).toEqual([
      'ls',
    ]);
  });

  test('are not kept when the terminal did not show them', () => {
    expect(
      commandsOf(
        '>$ ',
        '<login',
        '>login',
        '<\r',
        '>\r\nPassword: ',
        '<hunter2',
        '<\r',
        '>\r\n$ ',
        '<ls',
        '>ls',
        '<\r',
        '>\r\n',
      ),
    ).toEqual(['login', 'ls']);
  });

  test('keep no secrets that name themselves', () => {
    const lines = [
      'export DB_PASSWORD=hunter2',
      'tool --password "hunter2 x" go',
      'curl https://me:hunter2@example.org/x',
      `echo ghp_${'a1'.repeat(18)}`,
    ];
    const talk = lines.flatMap((line) => [`<${line}`, `>${line}`, '<\r', '>\r\n$ ']);
    const kept = commandsOf('>$ ', ...talk).join('\n');
    expect(kept).toContain('tool --password *** go');
    expect(kept).toContain('curl https://***@example.org/x');
    expect(kept).not.toMatch(/hunter2|ghp_/);
  });

  test('do not come out of programs that have the whole screen', () => {
    expect(
      commandsOf(
        '>$ ',
        '<vi',
        '>vi',
        '<\r',
        '>\r\n\x1b[?1049h~\r\n~',
        '<ihello\r',
        '>hello\r\n',
        '>\x1b[?1049l$ ',
        '<ls',
        '>ls',
        '<\r',
        '>\r\n',
      ),
    ).toEqual(['vi', 'ls']);
  });

  test('are found again after a line that was not understood', () => {
    expect(
      commandsOf(
        '>$ ',
        '<ls',
        '>ls',
        '<\r',
        '>\r\x1b[2K> drawn anew: ls',
        '>\r\n$ ',
        '<pwd',
        '>pwd',
        '<\r',
        '>\r\n',
      ),
    ).toEqual(['pwd']);
  });

  test('pass colours and titles of prompts by', () => {
    const prompt = '>\x1b]0;root@box: /\x07\x1b[01;32mroot@box\x1b[00m# ';
    expect(commandsOf(prompt, '<ls', '>ls', '<\r', '>\r\n')).toEqual(['ls']);
  });

  test('pasted lines are taken one by one', () => {
    expect(commandsOf('>$ ', '<cd /\rls\r', '>cd /', '>\r\n', '>$ ', '>ls', '>\r\n', '>$ ')).toEqual([
      'cd /',
      'ls',
    ]);
  });
});
