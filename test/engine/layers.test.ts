import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ImageAnalysis, LayerSource, TreeFilter } from '../../electron/contract';
import { type RunningServices, startServices } from '../services/running-services';
import { buildBase, buildImage } from '../support/images';
import { temporaryFolder } from '../support/temporary-folder';

const engines = inject('engines');
const key = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'leaked'.repeat(40)}\n`;
const analyses: Record<string, ImageAnalysis> = {};

/** Several layers with a whiteout, an opaque folder, an overwritten file and a key that was removed again. */
async function buildSample(engine: (typeof engines)['classic'], tag: string): Promise<string> {
  await buildBase(engine, 'layers-base:1');
  return await buildImage(engine, {
    tag,
    dockerfile: [
      'FROM layers-base:1',
      'COPY app/ /app/',
      'COPY id_rsa /root/id_rsa',
      'RUN rm /root/id_rsa && echo changed > /app/old.txt',
      'RUN rm -r /app/data && mkdir /app/data && echo fresh > /app/data/b.txt',
      'ENV A=1',
      'RUN chmod 600 /app/big.bin',
    ].join('\n'),
    files: [
      { name: 'app/' },
      { name: 'app/old.txt', content: 'old\n' },
      { name: 'app/big.bin', content: Buffer.alloc(1_300_000, 'ab') },
      { name: 'app/data/' },
      { name: 'app/data/a.txt', content: 'gone with its folder\n' },
      { name: 'id_rsa', content: key, mode: 0o600 },
    ],
  });
}

describe.each([engines.classic, engines.containerd])('layers of an image of the $kind engine', (engine) => {
  let running: RunningServices;
  let folder: string;
  let source: LayerSource & { kind: 'image' };
  let analysis: ImageAnalysis;

  const opened = async (): Promise<ImageAnalysis> => {
    const answer = await running.ask('layers.open', { source });
    if (answer.state !== 'ready') throw new Error(`the image is ${answer.state}`);
    return answer.analysis;
  };
  const fileAt = async (path: string, layer: number) => {
    const { node } = await running.ask('layers.find', { treeId: analysis.treeId, path });
    return { treeId: analysis.treeId, node: node ?? -1, layer };
  };

  beforeAll(async () => {
    const id = await buildSample(engine, `layers-${engine.kind}:1`);
    folder = await temporaryFolder();
    running = await startServices({ host: engine.host, folder });
    source = { kind: 'image', engineId: await running.connected(), id };
  });
  afterAll(() => running.stop());

  test('are unknown until a job has read them', async () => {
    expect(await running.ask('layers.open', { source })).toEqual({ state: 'unknown' });
    const job = await running.run({ kind: 'analyse', engineId: source.engineId, source });
    expect(job).toMatchObject({ state: 'done', error: null, result: { upToDate: false } });
    expect(job.rows.map(({ phase }) => phase)).toEqual(job.rows.map(() => 'done'));
    analysis = await opened();
    analyses[engine.kind] = analysis;
    expect(analysis).toMatchObject({ image: `layers-${engine.kind}:1`, platform: 'linux/amd64', damage: [] });
    expect(analysis.layers.map(({ createdBy }) => createdBy.includes('id_rsa'))).toContain(true);
    expect(analysis.leakedBytes).toBe(key.length + 'gone with its folder\n'.length);
  });

  test('show their files, in rows', async () => {
    const filter: TreeFilter = {
      text: 'old',
      mode: 'text',
      changes: [],
      minBytes: 0,
      uid: null,
      setuid: false,
    };
    const top = analysis.layers.length - 1;
    const outline = await running.ask('layers.outline', {
      treeId: analysis.treeId,
      from: 0,
      to: top,
      filter,
      sort: { column: 'name', descending: false },
      shape: 'tree',
      open: 'all',
    });
    const rows = await running.ask('layers.rows', {
      ...outline,
      treeId: analysis.treeId,
      start: 0,
      count: 10,
    });
    expect(rows.map(({ path }) => path)).toEqual(['app', 'app/old.txt']);
    expect(rows[1]).toMatchObject({ size: 'changed\n'.length, change: 'added', kind: 'file' });
  });

  test('give the content of the version of any layer', async () => {
    const added = analysis.layers.findIndex(({ createdBy }) => createdBy.includes('id_rsa'));
    const preview = await running.ask('layers.preview', await fileAt('root/id_rsa', added));
    expect(preview).toEqual({
      kind: 'text',
      text: key,
      encoding: 'utf-8',
      cut: false,
      totalBytes: key.length,
    });
    const piece = await running.ask('layers.piece', {
      ...(await fileAt('app/big.bin', added)),
      offset: 1_299_999,
      length: 100,
    });
    expect(piece).toEqual({
      base64: Buffer.from('b').toString('base64'),
      offset: 1_299_999,
      totalBytes: 1_300_000,
    });
    expect(running.events.some(({ name }) => name === 'layers.reading')).toBe(true);
  });

  test('go to disk as they are', async () => {
    const file = join(folder, `big-${engine.kind}.bin`);
    const added = analysis.layers.findIndex(({ createdBy }) => createdBy.includes('id_rsa'));
    const job = await running.run({
      kind: 'extract',
      engineId: source.engineId,
      source,
      path: 'app/big.bin',
      layer: added,
      form: 'file',
      file,
      overwrite: false,
    });
    expect(job).toMatchObject({ state: 'done', result: { file, bytes: 1_300_000 } });
    expect((await readFile(file)).equals(Buffer.alloc(1_300_000, 'ab'))).toBe(true);
  });

  test('are known to the next run without asking the engine for the archive', async () => {
    await running.stop();
    running = await startServices({ host: engine.host, folder });
    await running.connected();
    const again = await opened();
    expect({ ...again, analysedAt: 0 }).toEqual({ ...analysis, analysedAt: 0 });
    const job = await running.run({ kind: 'analyse', engineId: source.engineId, source });
    expect(job).toMatchObject({ state: 'done', result: { upToDate: true, bytes: null } });
  });

  test('are browsed as far as they are known from another image, and keep their numbers in the whole', async () => {
    const id = await buildImage(engine, {
      tag: `layers-lower-${engine.kind}:1`,
      dockerfile: `FROM layers-${engine.kind}:1\nRUN rm /app/big.bin\nRUN echo newest > /app/old.txt`,
      files: [],
    });
    const taller: LayerSource = { kind: 'image', engineId: source.engineId, id };
    const first = await running.ask('layers.open', { source: taller });
    if (first.state !== 'unknown' || !first.lower) throw new Error('nothing is known');
    const { missing, analysis: lower } = first.lower;
    const count = analysis.layers.length;
    expect(lower.layers.map(({ diffId }) => diffId)).toEqual(analysis.layers.map(({ diffId }) => diffId));
    expect(missing.map(({ index }) => index)).toEqual([count, count + 1]);
    expect(missing[0]?.createdBy).toContain('rm /app/big.bin');
    const { node } = await running.ask('layers.find', { treeId: lower.treeId, path: 'app/old.txt' });
    const address = { treeId: lower.treeId, node: node ?? -1, layer: count - 1 };
    const life = await running.ask('layers.life', address);
    const seen = await running.ask('layers.preview', { ...address, layer: life.versions[0]?.layer ?? -1 });
    expect(seen).toMatchObject({ kind: 'text', text: 'old\n' });

    await running.run({ kind: 'analyse', engineId: source.engineId, source: taller });
    const whole = await running.ask('layers.open', { source: taller });
    if (whole.state !== 'ready') throw new Error(`the image is ${whole.state}`);
    expect(whole.analysis.layers).toHaveLength(count + 2);
    const after = await running.ask('layers.find', { treeId: whole.analysis.treeId, path: 'app/old.txt' });
    expect(after.node).toBe(node);
  });

  test('leave no contents behind when the app ends', async () => {
    await running.stop();
    expect(await readdir(join(folder, 'data', 'layer-contents'))).toEqual([]);
    expect(running.errors).toEqual([]);
  });
});

test('both engines give the same figures', () => {
  const figures = ({ layers, ...analysis }: ImageAnalysis) => ({
    ...analysis,
    treeId: '',
    image: '',
    analysedAt: 0,
    // One marks the emptied folder as opaque, the other writes a whiteout for its file: only these two count whiteouts.
    diveEfficiency: 0,
    diveWastedBytes: 0,
    layers: layers.map(({ entries, sizeBytes, unreachableBytes }) => ({
      entries,
      sizeBytes,
      unreachableBytes,
    })),
  });
  const { classic, containerd } = analyses;
  if (!classic || !containerd) throw new Error('an engine gave no analysis');
  expect(figures(containerd)).toEqual(figures(classic));
});
