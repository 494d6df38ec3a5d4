import { expect, test } from 'vitest';
import { ChangeBook, isRm } from '../../../electron/core/commit/change-book';

const book = new ChangeBook([
  { path: '/etc/motd', kind: 'changed' },
  { path: '/new', kind: 'added' },
  { path: '/opt/again', kind: 'deleted' },
  { path: '/usr/bin/rm', kind: 'deleted' },
]);

test.each([
  ['/etc/motd', true],
  ['/new', true],
  ['/etc', false],
  ['/etc/motd.d', false],
  ['/new/not-told', false],
  ['/opt/again', true],
  ['/opt/again/in/it', true],
  ['/opt/again-not', false],
  ['/opt', false],
])('%s is to be brought along: %s', (path, wanted) => {
  expect(book.has(path)).toBe(wanted);
});

test('a program that the container lost was there in the base', () => {
  expect(book.deletedRm).toBe(true);
  expect(new ChangeBook([]).deletedRm).toBe(false);
  expect(['/bin/rm', '/usr/sbin/rm', '/usr/local/bin/rm', '/opt/rm', '/bin/rmdir'].map(isRm)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
