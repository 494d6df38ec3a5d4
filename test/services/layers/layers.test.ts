import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extract, type Header } from 'tar-stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImageAnalysis, JobSpec, LayerSource } from '../../../electron/contract';
import { classicArchive, gzip, ociArchive, type SampleImage, sampleImage } from '../../analysis/archives';
import { temporaryFolder } from '../../support/temporary-folder';
import { type RunningServices, startServices } from '../running-services';

let image: SampleImage;
let folder: string;
let running: RunningServices;

beforeAll(async () => {
  image = await sampleImage();
});
beforeEach(async () => {
  folder = await temporaryFolder();
  running = await startServices({ folder });
});
afterEach(() => running.stop());
afterAll(() => expect(running.errors).toEqual([]));

async function archive(bytes: Buffer): Promise<LayerSource & { kind: 'archive' }> {
  const path = join(folder, 'image.tar');
  await writeFile(path, bytes);
  return { kind: 'archive', path };
}

async function analysed(source: LayerSource): Promise<ImageAnalysis> {
  expect(await running.run({ kind: 'analyse', engineId: null, source })).toMatchObject({ state: 'done' });
  const opened = await running.ask('layers.open', { source });
  if (opened.state !== 'ready') throw new Error(`the image is ${opened.state}`);
  return opened.analysis;
}

async function fileAt({ treeId }: ImageAnalysis, path: string, layer: number) {
  const { node } = await running.ask('layers.find', { treeId, path });
  return { treeId, node: node ?? -1, layer };
}

/** As they lie, unpacked on demand, and passing by. */
const ways: Record<string, (sample: SampleImage) => Promise<Buffer>> = {
  'a plain archive': classicArchive,
  'packed layers': (sample) => ociArchive(sample, gzip),
  'a packed archive': async (sample) => gzip(await classicArchive(sample)),
};

describe.each(Object.entries(ways))('contents of %s', (_name, write) => {
  let source: LayerSource;
  let analysis: ImageAnalysis;
  beforeEach(async () => {
    source = await archive(await write(image));
    analysis = await analysed(source);
  });

  test('are those of the version that was asked for', async () => {
    const first = await running.ask('layers.preview', await fileAt(analysis, 'app/old.txt', 0));
    expect(first).toEqual({ kind: 'text', text: 'old\n', encoding: 'utf-8', cut: false, totalBytes: 4 });
    const second = await running.ask('layers.preview', await fileAt(analysis, 'app/old.txt', 1));
    expect(second).toMatchObject({ text: 'new and longer\n' });
    expect(await running.ask('layers.preview', await fileAt(analysis, 'app/link', 1))).toEqual(second);
    const chinese = await running.ask('layers.preview', await fileAt(analysis, 'app/data/b.txt', 2));
    expect(chinese).toMatchObject({ text: '你好，世界\n' });
  });

  test('come in pieces, also of what was removed again', async () => {
    const file = await fileAt(analysis, 'app/data/a.bin', 0);
    const piece = await running.ask('layers.piece', { ...file, offset: 4998, length: 100 });
    expect(piece).toEqual({ base64: Buffer.from([1, 1]).toString('base64'), offset: 4998, totalBytes: 5000 });
    expect(await running.ask('layers.preview', file)).toEqual({ kind: 'binary', totalBytes: 5000 });
    const beyond = await running.ask('layers.piece', { ...file, offset: 9000, length: 100 });
    expect(beyond.base64).toBe('');
  });

  test('of many questions at once are read once', async () => {
    const key = await fileAt(analysis, 'root/id_rsa', 0);
    const answers = await Promise.all(Array.from({ length: 5 }, () => running.ask('layers.preview', key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const told = running.events.filter(({ name }) => name === 'layers.reading');
    const ends = told.filter(({ payload }) => 'done' in payload && payload.done);
    expect(ends.length).toBeLessThanOrEqual(5);
  });

  test('go to disk byte by byte', async () => {
    const file = join(folder, 'saved.bin');
    const job = await running.run(extractSpec(source, { path: 'app/data/a.bin', layer: 0, file }));
    expect(job).toMatchObject({ state: 'done', result: { file, bytes: 5000 } });
    expect((await readFile(file)).equals(Buffer.alloc(5000, 1))).toBe(true);
  });

  test('of folders go to disk as a tar of what is visible', async () => {
    const file = join(folder, 'app.tar');
    const job = await running.run(extractSpec(source, { path: 'app', layer: 2, file, form: 'tar' }));
    expect(job).toMatchObject({ state: 'done', result: { file } });
    const members = await membersOf(await readFile(file));
    expect(members.map(({ header: { name, type, linkname }, text }) => [name, type, linkname, text])).toEqual(
      [
        ['app/', 'directory', null, ''],
        ['app/data/', 'directory', null, ''],
        ['app/data/b.txt', 'file', null, '你好，世界\n'],
        ['app/link', 'file', null, 'new and longer\n'],
        ['app/old.txt', 'file', null, 'new and longer\n'],
        ['app/pointer', 'symlink', '/etc/os-release', ''],
      ],
    );
    expect(members.map(({ header }) => header.mtime?.getTime())).toEqual(
      members.map(() => Date.UTC(2024, 0)),
    );
  });
});

interface Part {
  path: string;
  layer: number;
  file: string;
  form?: 'file' | 'tar';
  overwrite?: boolean;
}

const extractSpec = (source: LayerSource, { form = 'file', overwrite = false, ...part }: Part): JobSpec => ({
  kind: 'extract',
  engineId: null,
  source,
  ...part,
  form,
  overwrite,
});

async function membersOf(bytes: Buffer): Promise<{ header: Header; text: string }[]> {
  const archiveReader = extract();
  archiveReader.end(bytes);
  const members: { header: Header; text: string }[] = [];
  for await (const entry of archiveReader) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    members.push({ header: entry.header, text: Buffer.concat(chunks).toString('utf8') });
  }
  return members;
}

describe('saving', () => {
  test('analyses what was not analysed', async () => {
    const source = await archive(await classicArchive(image));
    const file = join(folder, 'old.txt');
    expect(await running.run(extractSpec(source, { path: 'app/old.txt', layer: 1, file }))).toMatchObject({
      state: 'done',
    });
    expect(await readFile(file, 'utf8')).toBe('new and longer\n');
  });

  test('leaves a file that is there alone', async () => {
    const source = await archive(await classicArchive(image));
    const file = join(folder, 'precious');
    await writeFile(file, 'precious');
    const spec = { path: 'app/old.txt', layer: 1, file };
    expect(await running.run(extractSpec(source, spec))).toMatchObject({ error: { code: 'file-exists' } });
    expect(await readFile(file, 'utf8')).toBe('precious');
    await running.run(extractSpec(source, { ...spec, overwrite: true }));
    expect(await readFile(file, 'utf8')).toBe('new and longer\n');
  });

  test('replaces a link and never writes through it', async () => {
    const source = await archive(await classicArchive(image));
    await writeFile(join(folder, 'target'), 'precious');
    const file = join(folder, 'link');
    await symlink(join(folder, 'target'), file);
    await running.run(extractSpec(source, { path: 'app/old.txt', layer: 1, file, overwrite: true }));
    expect(await readFile(join(folder, 'target'), 'utf8')).toBe('precious');
    expect(await readFile(file, 'utf8')).toBe('new and longer\n');
  });

  test('of what is not there leaves nothing behind', async () => {
    const source = await archive(await classicArchive(image));
    await analysed(source);
    const before = await readdir(folder);
    for (const path of ['app/nothing', 'app']) {
      const job = await running.run(extractSpec(source, { path, layer: 2, file: join(folder, 'out') }));
      expect(job).toMatchObject({ state: 'failed' });
    }
    expect(await readdir(folder)).toEqual(before);
  });
});

describe('questions', () => {
  test('about a tree that nobody opened say so', async () => {
    await expect(running.ask('layers.life', { treeId: 'nothing', node: 0 })).rejects.toMatchObject({
      appError: { code: 'not-found' },
    });
  });

  test('about what is no file say so', async () => {
    const analysis = await analysed(await archive(await classicArchive(image)));
    await expect(running.ask('layers.preview', await fileAt(analysis, 'app', 1))).rejects.toMatchObject({
      appError: { code: 'bad-input' },
    });
  });

  test('are answered from the worker', async () => {
    const analysis = await analysed(await archive(await classicArchive(image)));
    const { treeId } = analysis;
    const { node } = await fileAt(analysis, 'root/id_rsa', 0);
    const life = await running.ask('layers.life', { treeId, node });
    expect(life.versions).toMatchObject([{ layer: 0, ended: { how: 'removed', layer: 1 } }]);
    const map = await running.ask('layers.map', { treeId, from: 0, to: 2, node: 0, depth: 2 });
    expect(map.size).toBe(analysis.visibleBytes);
    await running.ask('layers.findings', { treeId });
    await running.ask('layers.contents', { treeId });
  });
});

test('an image that is asked for twice at the same time is read once', async () => {
  const source = await archive(gzip(await classicArchive(image)));
  const spec: JobSpec = { kind: 'analyse', engineId: null, source };
  const [first, second] = await Promise.all([running.run(spec), running.run(spec)]);
  expect([first.result?.upToDate, second.result?.upToDate].sort()).toEqual([false, true]);
});

test('an archive of several images has to be chosen from', async () => {
  const source = await archive(await ociArchive(image));
  const job = await running.run({
    kind: 'analyse',
    engineId: null,
    source: { ...source, platform: 'linux/arm' },
  });
  expect(job).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
});
