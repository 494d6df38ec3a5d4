import { describe, expect, it } from 'vitest';
import { instructionOf } from '../../../renderer/features/layers/browser/instruction';
import { modeText, safeFileName } from '../../../renderer/features/layers/files/file-format';
import { hexLine, parseOffset } from '../../../renderer/ui/hex-rows';
import { commandOfTreeKey } from '../../../renderer/ui/tree-keys';

describe('a mode', () => {
  it.each([
    ['file', 0o644, '-rw-r--r--'],
    ['directory', 0o1777, 'drwxrwxrwt'],
    ['file', 0o4755, '-rwsr-xr-x'],
    ['file', 0o2644, '-rw-r-Sr--'],
    ['symlink', 0o777, 'lrwxrwxrwx'],
    ['directory', null, '–'],
  ] as const)('of a %s %o is %s', (kind, mode, text) => expect(modeText(kind, mode)).toBe(text));
});

describe('a suggested file name', () => {
  it.each([
    ['etc/passwd', 'passwd'],
    ['app/.env', '.env'],
    ['a/..', 'file'],
    ['', 'file'],
    ['a/..\\..\\evil', '._.._evil'],
    ['x/na\u202eme\u0007', 'na_me_'],
    ['x/con.txt', '_con.txt'],
    ['x/C:stream', 'C_stream'],
  ])('of %j is %j', (path, name) => expect(safeFileName(path)).toBe(name));

  it('is short enough for file systems', () => {
    expect(safeFileName('x'.repeat(4000), '.tar').length).toBeLessThan(255);
  });
});

describe('an instruction', () => {
  it.each([
    ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
    ['/bin/sh -c apk add curl', 'RUN apk add curl'],
    ['|1 A=b /bin/sh -c make', 'RUN make'],
    ['RUN |2 A=b C=d /bin/sh -c make # buildkit', 'RUN make'],
    ['COPY . /app # buildkit', 'COPY . /app'],
    [`/bin/sh -c #(nop) COPY dir:${'0123456789abcdef'.repeat(4)} in /app/ `, 'COPY dir:0123456789ab /app/'],
    ['bazel build', 'bazel build'],
    ['', ''],
  ])('of %j is %j', (createdBy, text) => expect(instructionOf(createdBy)).toBe(text));
});

describe('bytes', () => {
  it('stand in two groups beside what can be printed', () => {
    const line = hexLine(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0x20]), 4096);
    expect(line).toEqual({ offset: '00001000', hex: '7f 45 4c 46 02 01 01 00  20', text: '.ELF.... ' });
  });

  it.each([
    ['4096', 4096],
    ['0x10', 16],
    ['5000', null],
    ['-1', null],
    ['0xzz', null],
  ])('at %j are %j', (text, offset) => expect(parseOffset(text, 5000)).toBe(offset));
});

describe('a key on a line of the tree', () => {
  const press = (key: string) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false });
  const at = { index: 5, count: 10, page: 4, open: false };
  it.each([
    ['ArrowRight', at, { kind: 'toggle', open: true }],
    ['ArrowRight', { ...at, open: true }, { kind: 'go', index: 6 }],
    ['ArrowRight', { ...at, open: null }, null],
    ['ArrowLeft', { ...at, open: true }, { kind: 'toggle', open: false }],
    ['ArrowLeft', { ...at, open: null }, { kind: 'parent' }],
    ['PageDown', at, { kind: 'go', index: 9 }],
    ['Home', at, { kind: 'go', index: 0 }],
    ['Enter', at, { kind: 'open' }],
    ['*', at, { kind: 'all' }],
    ['p', at, { kind: 'type', letter: 'p' }],
    ['文', at, { kind: 'type', letter: '文' }],
    ['/', at, null],
    ['F5', at, null],
  ] as const)('%s is what a file manager does', (key, place, command) =>
    expect(commandOfTreeKey(press(key), place)).toEqual(command),
  );
});
