import { expect, test } from 'vitest';
import { shellWords } from '../../../electron/core/terminal/shell-words';

test.each([
  ['', []],
  ['  ls   -l\t/ ', ['ls', '-l', '/']],
  [`sh -c 'echo "a b"; exec sh'`, ['sh', '-c', 'echo "a b"; exec sh']],
  ['echo "a \\"b\\" \\n $HOME"', ['echo', 'a "b" \\n $HOME']],
  ['a\\ b c\\\\d', ['a b', 'c\\d']],
  [`x'y'"z"`, ['xyz']],
  [`'' ""`, ['', '']],
])('%s', (text, words) => {
  expect(shellWords(text)).toEqual(words);
});

test.each([`'`, 'a "b', 'a "b\\"'])('%s has a quote without an end', (text) => {
  expect(shellWords(text)).toBeNull();
});
