import { describe, expect, test } from 'vitest';
import { previewOf } from '../../electron/analysis/contents/preview';

const preview = (bytes: Buffer) => previewOf(bytes.length, async (length) => bytes.subarray(0, length));
const gbk = Buffer.from('d6d0b9fac8cbc3f10a', 'hex');
const utf16 = (text: string, endian: 'le' | 'be'): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return endian === 'le' ? bytes : bytes.swap16();
};

describe('text', () => {
  test.each([
    ['utf-8', Buffer.from('plain\n'), 'plain\n'],
    ['utf-8', Buffer.from('größer 你好\n'), 'größer 你好\n'],
    ['utf-8', Buffer.from('\ufeffwith a mark\n'), 'with a mark\n'],
    ['utf-16le', utf16('\ufeffmarked 你好', 'le'), 'marked 你好'],
    ['utf-16be', utf16('\ufeffmarked 你好', 'be'), 'marked 你好'],
    ['utf-16le', utf16('[Unit]\nno mark\n', 'le'), '[Unit]\nno mark\n'],
    ['utf-16be', utf16('[Unit]\nno mark\n', 'be'), '[Unit]\nno mark\n'],
    ['gb18030', gbk, '中国人民\n'],
    ['latin1', Buffer.from('café à la crème\n', 'latin1'), 'café à la crème\n'],
    ['utf-8', Buffer.from('\x1b[31mred\x1b[0m\n'), '\x1b[31mred\x1b[0m\n'],
    [
      'utf-8',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      expect.stringContaining('<svg'),
    ],
  ])('%s is told by its bytes', async (encoding, bytes, text) => {
    expect(await preview(bytes)).toEqual({
      kind: 'text',
      encoding,
      text,
      cut: false,
      totalBytes: bytes.length,
    });
  });

  test('that is long is cut between characters', async () => {
    const bytes = Buffer.from('é'.repeat(700_000));
    const shown = await preview(bytes);
    expect(shown).toMatchObject({ kind: 'text', encoding: 'utf-8', cut: true, totalBytes: 1_400_000 });
    expect(shown.kind === 'text' && shown.text === 'é'.repeat(524_288)).toBe(true);
  });
});

describe('pictures', () => {
  test.each([
    ['image/png', '89504e470d0a1a0a0000000d'],
    ['image/jpeg', 'ffd8ffe000104a464946'],
    ['image/gif', '474946383961010001'],
    ['image/webp', '524946460000000057454250'],
    ['image/x-icon', '00000100010010'],
    ['image/bmp', '424d360000000000000036000000280000000100'],
  ])('%s are told by their first bytes', async (mime, hex) => {
    const bytes = Buffer.from(hex, 'hex');
    const base64 = bytes.toString('base64');
    expect(await preview(bytes)).toEqual({ kind: 'image', mime, base64, totalBytes: bytes.length });
  });

  test('come whole, or not at all', async () => {
    const png = (length: number) =>
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(length)]);
    const shown = await preview(png(3_000_000));
    expect(shown.kind === 'image' && Buffer.from(shown.base64, 'base64').length).toBe(3_000_008);
    expect(await preview(png(9_000_000))).toEqual({ kind: 'binary', totalBytes: 9_000_008 });
  });
});

test.each([
  ['an ELF file', '7f454c4602010100'],
  ['zeros', '0000000000000000'],
  ['control characters', '0102030405060708'],
])('%s is binary', async (_name, hex) => {
  expect(await preview(Buffer.from(hex, 'hex'))).toEqual({ kind: 'binary', totalBytes: 8 });
});

test('a text that begins as a bitmap would is text', async () => {
  expect(await preview(Buffer.from('BMW builds cars in Munich\n'))).toMatchObject({ kind: 'text' });
});

test('nothing is empty', async () => {
  expect(await preview(Buffer.alloc(0))).toEqual({ kind: 'empty' });
});
