import { describe, expect, it } from 'vitest';
import { plainLog } from '../../../renderer/format/plain-log';
import { spansWithin } from '../../../renderer/ui/log-colours';
import { readLog } from '../../../renderer/ui/read-log';

const ESC = '\u001b';

describe('a log', () => {
  it('is its text with what of it is coloured', () => {
    const { text, spans } = readLog(`plain ${ESC}[31mred${ESC}[0m and ${ESC}[1;32mgreen${ESC}[0m\n`);
    expect(text).toBe('plain red and green');
    expect(spans.map(({ from, to, className }) => [text.slice(from, to), className])).toEqual([
      ['red', 'text-danger'],
      ['green', 'text-success font-semibold'],
    ]);
  });

  it('has of an overwritten line its last state, and no cursor movements or titles', () => {
    expect(readLog(`10%\r50%\r100%\r\n${ESC}[2K${ESC}]0;title\u0007done`).text).toBe('100%\ndone');
    expect(readLog('10%\r50%\r100%\nnext').text).toBe('100%\nnext');
  });

  it.each([['\u0007'], [`${ESC}\\`]])('keeps the text of a link, however its address ends: %j', (end) => {
    const log = `see ${ESC}]8;;https://example.org${end}the page${ESC}]8;;${end} for more\nnext\u0007`;
    expect(readLog(log).text).toBe('see the page for more\nnext\u0007');
    expect(plainLog(log)).toBe('see the page for more\nnext\u0007');
  });

  it('loses no line to a command that nothing ends', () => {
    expect(readLog(`${ESC}]0;title\nkept\u0007`).text).toBe('\nkept\u0007');
    expect(plainLog(`${ESC}]0;title\nkept\u0007`)).toBe('\nkept\u0007');
  });
});

describe('colours in sight', () => {
  const spans = [0, 10, 20, 30].map((from) => ({ from, to: from + 5, className: 'x' }));

  it.each([
    [0, 100, [0, 10, 20, 30]],
    [5, 10, []],
    [4, 11, [0, 10]],
    [12, 14, [10]],
    [35, 90, []],
  ])('of [%i, %i) start at %j', (from, to, starts) => {
    expect(spansWithin(spans, from, to).map((span) => span.from)).toEqual(starts);
  });
});
