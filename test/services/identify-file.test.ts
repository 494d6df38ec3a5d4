import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { identifyFile } from '../../electron/services/identify-file';
import { buildTar, type TarEntry } from '../support/tar';
import { temporaryFolder } from '../support/temporary-folder';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});

async function kindOf(name: string, content: string | Buffer) {
  const file = join(folder, name);
  await writeFile(file, content);
  const { kind, references } = await identifyFile(file);
  return references.length === 0 ? kind : { kind, references };
}

const digest = 'a'.repeat(64);
const manifest = (...tags: string[]) => ({
  name: 'manifest.json',
  content: JSON.stringify([{ RepoTags: tags }]),
});
const save20 = [
  { name: `${digest}/` },
  { name: `${digest}/layer.tar`, content: 'x' },
  manifest('a:1', 'b:2'),
];
const save28 = [
  { name: 'blobs/' },
  { name: 'blobs/sha256/' },
  { name: `blobs/sha256/${digest}`, content: '{}' },
  { name: 'index.json', content: '{}' },
  manifest('a:1'),
  { name: 'oci-layout', content: '{}' },
];
const oci = [
  { name: `blobs/sha256/${digest}`, content: '{}' },
  { name: 'index.json', content: '{}' },
  { name: 'oci-layout', content: '{}' },
];
const system = [{ name: './' }, { name: './bin/' }, { name: './bin/sh', content: 'x' }, { name: './etc/' }];
const context = [
  { name: './Dockerfile', content: 'FROM a' },
  { name: 'bin/' },
  { name: 'etc/x', content: 'x' },
];
const sources = [{ name: 'project/readme', content: 'x' }];

describe('a tar is', () => {
  test.each<[string, TarEntry[], unknown]>([
    ['an image archive of 20.10', save20, { kind: 'image-archive', references: ['a:1', 'b:2'] }],
    ['an image archive of 28', save28, { kind: 'image-archive', references: ['a:1'] }],
    ['an OCI layout', oci, 'oci-archive'],
    ['a root file system', system, 'root-file-system'],
    ['a build context', context, 'build-context'],
    ['something else', sources, 'unknown'],
  ])('%s, packed or not', async (_what, entries, expected) => {
    const tar = await buildTar(entries);
    expect(await kindOf('plain.tar', tar)).toEqual(expected);
    expect(await kindOf('packed.tar.gz', gzipSync(tar))).toEqual(expected);
  });

  test('told by its beginning when the rest is missing', async () => {
    const tar = await buildTar([...save20.slice(0, 2), { name: 'x', content: Buffer.alloc(4096) }]);
    expect(await kindOf('cut.tar', tar.subarray(0, tar.length - 3000))).toBe('image-archive');
  });

  test('told by its name when it is packed as only engines unpack it', async () => {
    expect(await kindOf('image.tar.zst', Buffer.from('28b52ffd00000000', 'hex'))).toBe('image-archive');
    expect(await kindOf('notes.zst', Buffer.from('28b52ffd00000000', 'hex'))).toBe('unknown');
  });
});

describe('a text is', () => {
  test.each([
    ['Dockerfile', 'anything'],
    ['Dockerfile.dev', 'anything'],
    ['web.dockerfile', 'anything'],
    ['Containerfile', 'anything'],
    ['build.txt', '# syntax=docker/dockerfile:1\n\nFROM scratch\n'],
    ['args.txt', 'ARG VERSION=1\nFROM base:$VERSION\n'],
  ])('a Dockerfile: %s', async (name, text) => {
    expect(await kindOf(name, text)).toBe('dockerfile');
  });

  test.each([
    ['letter.txt', 'Dear you,\nFROM me\n'],
    ['empty.tar', ''],
    ['Dockerfile', Buffer.from([0, 1, 2])],
  ])('not a Dockerfile: %s', async (name, content) => {
    expect(await kindOf(name, content)).toBe('unknown');
  });
});

test('a folder is a folder, and what cannot be read says so', async () => {
  await mkdir(join(folder, 'project'));
  expect(await identifyFile(join(folder, 'project'))).toMatchObject({ kind: 'folder', name: 'project' });
  await mkdir(join(folder, 'layout'));
  for (const name of ['oci-layout', 'index.json']) await writeFile(join(folder, 'layout', name), '{}');
  expect(await identifyFile(join(folder, 'layout'))).toMatchObject({ kind: 'oci-layout', name: 'layout' });
  const missing = join(folder, 'missing.tar');
  await expect(identifyFile(missing)).rejects.toMatchObject({
    appError: { code: 'file-unreadable', params: { path: missing } },
  });
});
