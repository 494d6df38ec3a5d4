import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSource } from '../../electron/services/build/build-source';
import { baseImagesOf } from '../../electron/services/build/dockerfile-outline';
import { inspectAny } from '../../electron/services/build/inspect-any';
import { suggestTag } from '../../electron/services/build/inspect-context';
import { buildTar } from '../support/tar';

const signal = new AbortController().signal;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-source-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a context that is no folder', () => {
  it.each(['context.tar', 'shop 1.tar.gz'])('is looked into when it is an archive: %s', async (name) => {
    const tar = await buildTar([
      { name: './Dockerfile', content: 'ARG V=1\nFROM scratch AS one\n' },
      { name: 'src/' },
      { name: 'src/a', content: '12345' },
    ]);
    const file = join(folder, name);
    await writeFile(file, name.endsWith('gz') ? gzipSync(tar) : tar);
    expect(await inspectAny({ path: file }, { signal })).toMatchObject({
      kind: 'archive',
      folder: file,
      dockerfiles: ['Dockerfile'],
      stages: ['one'],
      buildArgs: [{ name: 'V', defaultValue: '1' }],
      files: 2,
      suggestedTag: name === 'context.tar' ? 'context:latest' : 'shop-1:latest',
    });
    const bytes: number[] = [];
    const asked = { folder: file, dockerfile: 'Dockerfile' };
    const source = await openSource(asked, { signal, onBytes: (count) => bytes.push(count) });
    const sent: Uint8Array[] = [];
    for await (const chunk of source.stream ?? []) sent.push(chunk as Uint8Array);
    expect(Buffer.concat(sent)).toEqual(await readFile(file));
    expect(bytes.reduce((sum, count) => sum + count, 0)).toBe(Buffer.concat(sent).length);
  });

  it('is sent to nobody when the engine fetches it', async () => {
    const address = 'https://example.com/team/Shop.git#main:docker';
    expect(await inspectAny({ path: address }, { signal })).toMatchObject({
      kind: 'remote',
      folder: address,
      dockerfile: 'Dockerfile',
      suggestedTag: 'shop:latest',
    });
    const source = await openSource(
      { folder: address, dockerfile: 'Dockerfile' },
      { signal, onBytes: () => undefined },
    );
    expect(source).toMatchObject({ stream: null, remote: address, resolved: null });
  });

  it('is known by its beginning when it is cut off', async () => {
    const tar = await buildTar([
      { name: 'Dockerfile', content: 'FROM scratch\n' },
      { name: 'big', content: Buffer.alloc(100_000) },
    ]);
    const file = join(folder, 'cut.tar');
    await writeFile(file, tar.subarray(0, 5_000));
    expect(await inspectAny({ path: file }, { signal })).toMatchObject({ dockerfiles: ['Dockerfile'] });
  });
});

describe('the suggested tag', () => {
  it.each([
    ['/home/a/My App_1', 'my-app_1:latest'],
    ['/x/..weird--Name!!', 'weird-name:latest'],
    ['/x/图像', 'image:latest'],
    ['/', 'image:latest'],
  ])('of %s is %s', (path, tag) => {
    expect(suggestTag(path)).toBe(tag);
  });
});

describe('the base images of a Dockerfile', () => {
  it('are those of a registry: no stage, no scratch, nothing made of arguments', () => {
    const text =
      'ARG V=1\nFROM node:22 AS Build\nFROM scratch\nFROM base:$V\nFROM build\nFROM host:5000/a/b@sha256:0\n';
    expect(baseImagesOf(text)).toEqual(['node:22', 'host:5000/a/b@sha256:0']);
  });
});
