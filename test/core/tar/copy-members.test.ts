import { describe, expect, test } from 'vitest';
import { MemberCopier } from '../../../electron/core/tar/copy-members';
import { buildTar, type TarEntry } from '../../support/tar';

const long = `deep/${'folder/'.repeat(40)}file`;
const entries: TarEntry[] = [
  { name: 'a/', mode: 0o1777 },
  { name: 'a/small', content: 'x'.repeat(700), uid: 7, gid: 8, mode: 0o4755 },
  { name: 'a/empty', content: '' },
  { name: long, content: 'long name' },
  { name: 'link', type: 'symlink', linkname: '/elsewhere' },
  { name: 'a/big', content: 'y'.repeat(5000) },
];

async function copied(pieceSize: number, wanted: (name: string) => boolean) {
  const copier = new MemberCopier(({ name }) => wanted(Buffer.from(name).toString()));
  const tar = await buildTar(entries);
  const out: Buffer[] = [];
  for (let at = 0; at < tar.length; at += pieceSize)
    for (const part of copier.push(tar.subarray(at, at + pieceSize))) out.push(Buffer.from(part));
  copier.end();
  expect(copier.damaged).toBeNull();
  return Buffer.concat([...out, Buffer.alloc(1024)]);
}

describe.each([1, 511, 512, 1000, 100_000])('in pieces of %i bytes', (pieceSize) => {
  test.each([
    ['all', () => true],
    ['none', () => false],
    ['one with a long name', (name: string) => name === long],
    ['files', (name: string) => !name.endsWith('/')],
    ['the last', (name: string) => name === 'a/big'],
  ])('%s of the members come byte for byte', async (_, wanted) => {
    const expected = await buildTar(entries.filter(({ name }) => wanted(name)));
    expect((await copied(pieceSize, wanted)).equals(expected)).toBe(true);
  });
});

test('an archive that ends too early is damaged', async () => {
  const copier = new MemberCopier(() => true);
  copier.push((await buildTar(entries)).subarray(0, 1500));
  copier.end();
  expect(copier.damaged).toBe('truncated');
});
