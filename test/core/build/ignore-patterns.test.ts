import { describe, expect, it } from 'vitest';
import { IgnorePatterns } from '../../../electron/core/build/ignore-patterns';
import { CodedError } from '../../../electron/core/coded-error';

/** Paths of the list that stay behind. */
const ignored = (text: string, paths: string[]): string[] => {
  const patterns = new IgnorePatterns(text);
  return paths.filter((path) => patterns.decides(path)?.readmits === false);
};

describe('ignore patterns, as moby/patternmatcher reads them', () => {
  it.each([
    ['a', ['a', 'a/b', 'a/b/c'], ['b', 'ab', 'b/a']],
    ['/a/', ['a', 'a/b'], ['b/a']],
    ['./a//b/../c', ['a/c'], ['a/b']],
    ['*', ['a', '.b', 'a/b'], []],
    ['*.log', ['x.log', 'x.log/y'], ['d/x.log', 'xlog']],
    ['*/*.log', ['d/x.log'], ['x.log', 'd/e/x.log']],
    ['a?c', ['abc'], ['a/c', 'ac', 'abbc']],
    ['**', ['a', 'a/b'], []],
    ['**/a', ['a', 'b/a', 'b/c/a', 'b/a/c'], ['ba', 'b/ca']],
    ['**log', ['log', 'catalog', 'd/x.log'], ['logs']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/xb', 'b']],
    ['a/*/**', ['a/b/c'], ['a/b']],
    ['c++', ['c++'], ['c', 'ccc']],
    ['a(1)|{2}$^.txt', ['a(1)|{2}$^.txt'], ['a1']],
    ['x.(y)*', ['x.(y)', 'x.(y)z'], ['xx(y)', 'x.y']],
    ['[a-c]x', ['ax', 'cx'], ['dx', '[a-c]x']],
    ['[^a]x', ['bx'], ['ax']],
    ['[\\]a]x', [']x', 'ax'], ['\\x']],
    ['\\*a', ['*a'], ['ba']],
    ['\\#a', ['#a'], ['a']],
    ['\\d', ['d'], ['1']],
    ['# a', [], ['a', '# a']],
    [' b ', ['b'], ['a']],
    ['größe*', ['größe.txt'], ['gr']],
    ['?x', ['😀x'], []],
  ])('%s', (pattern, yes, no) => {
    expect(ignored(pattern, [...yes, ...no])).toEqual(yes);
  });

  it('lets the last pattern that matches decide, with what it says of the folders above', () => {
    const text = '*.md\n!README*.md\nREADME-secret.md\ndocs\n!docs/keep\n';
    const paths = ['a.md', 'README.md', 'README-secret.md', 'docs/a', 'docs/keep', 'docs/keep/a'];
    expect(ignored(text, paths)).toEqual(['a.md', 'README-secret.md', 'docs/a']);
    expect(ignored('!a\na\n', ['a', 'a/b'])).toEqual(['a', 'a/b']);
    expect(new IgnorePatterns(text).decides('docs/keep/a')).toMatchObject({ line: 5, pattern: '!docs/keep' });
    expect(new IgnorePatterns(text).decides('other')).toBeNull();
  });

  it('looks into an ignored folder only for lines that name something below it', () => {
    const patterns = new IgnorePatterns('a\n!a/b/c\n!**/d\n');
    expect(['a', 'a/b', 'a/b/c', 'x', 'a/bb'].map((folder) => patterns.readmitsBelow(folder))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('reads files of Windows: their line ends, their mark of order, their separators', () => {
    expect(ignored('\uFEFFa\r\nb\r\n', ['a', 'b', 'c'])).toEqual(['a', 'b']);
    expect(new IgnorePatterns('a\\b\n', true).decides('a/b')).toMatchObject({ pattern: 'a/b' });
  });

  it.each(['!', 'ok\n[a', 'ok\na\\', '[b-a]'])('names the line that the engine refuses: %j', (text) => {
    const line = text.split('\n').length;
    const thrown = (() => {
      try {
        return new IgnorePatterns(text);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(CodedError);
    expect(thrown).toMatchObject({
      appError: { code: 'bad-input', detail: expect.stringContaining(`line ${line} `) },
    });
  });
});
