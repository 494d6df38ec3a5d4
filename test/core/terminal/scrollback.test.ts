import { expect, test } from 'vitest';
import { Scrollback } from '../../../electron/core/terminal/scrollback';

test('keeps the end, from the beginning of a line on', () => {
  const scrollback = new Scrollback(10);
  for (const line of ['one\n', 'two\n', 'three\n', 'four\n', 'five\n']) scrollback.add(Buffer.from(line));
  expect(scrollback.read().toString()).toBe('five\n');
});

test('keeps all that fits, and the end of a line that is longer', () => {
  const scrollback = new Scrollback(10);
  scrollback.add(Buffer.from('0123456789'));
  expect(scrollback.read().toString()).toBe('0123456789');
  scrollback.add(Buffer.from('abc'));
  expect(scrollback.read().toString()).toBe('3456789abc');
});
