import { describe, expect, it } from 'vitest';
import { findInLines, mostMatches, piecesOf } from '../../../renderer/features/images/json/json-lines';

const drawn = (line: string, matches: Parameters<typeof piecesOf>[1] = []) =>
  piecesOf(line, matches)
    .map(({ text, className, match }) => {
      const look = className.replace('tok-', '');
      const shown = match === null ? text : `[${text}]`;
      return look === '' ? shown : `${look}<${shown}>`;
    })
    .join('');

describe('a line of JSON', () => {
  it.each([
    ['{', '{'],
    ['  "Os": "linux",', '  name<"Os">: string<"linux">,'],
    ['  "Size": -12.5e+3,', '  name<"Size">: number<-12.5e+3>,'],
    ['  "Tty": false', '  name<"Tty">: number<false>'],
    ['  "say \\"hi: 1\\"": null', '  name<"say \\"hi: 1\\"">: number<null>'],
    ['    "PATH=/bin:/usr/bin"', '    string<"PATH=/bin:/usr/bin">'],
    ['', ''],
  ])('%s', (line, expected) => {
    expect(drawn(line)).toBe(expected);
    expect(
      piecesOf(line, [])
        .map(({ text }) => text)
        .join(''),
    ).toBe(line);
  });

  it('marks what was found, across colours too', () => {
    const line = '"Os": "linux"';
    const [match] = findInLines([line], 's": "li');
    expect(drawn(line, match ? [match] : [])).toBe('name<"O>name<[s"]>[: ]string<["li]>string<nux">');
  });
});

describe('finding in lines', () => {
  it('finds every place whatever its case, from the top', () => {
    expect(findInLines(['Abab', '', 'xAB'], 'ab')).toEqual([
      { line: 0, start: 0, end: 2 },
      { line: 0, start: 2, end: 4 },
      { line: 2, start: 1, end: 3 },
    ]);
  });

  it('finds nothing for nothing, and stops at a limit', () => {
    expect(findInLines(['abc'], '')).toEqual([]);
    expect(findInLines(['a'.repeat(5_000)], 'a').length).toBe(mostMatches);
  });
});
