import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { CacheFolder } from '../../electron/analysis/cache/cache-folder';
import { LayerCache, layerKey } from '../../electron/analysis/cache/layer-cache';
import type { AnalysisProgress } from '../../electron/analysis/image/progress';
import type { EngineImage } from '../../electron/analysis/protocol';
import { LayerIndexer } from '../../electron/core/layer-index/layer-indexer';
import { temporaryFolder } from '../support/temporary-folder';
import { analyse, newAnalyst, open, readyAnalysis } from './analyses';
import { currentArchive, sampleImage } from './archives';

let folder: string;
let file: string;
let cache: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder, 'image.tar');
  cache = join(folder, 'cache');
});

async function analyseSample(): Promise<void> {
  await writeFile(file, await currentArchive(await sampleImage()));
  await analyse(newAnalyst(cache), { path: file });
}

const cached = async (ending: string): Promise<string[]> =>
  (await readdir(cache)).filter((name) => name.endsWith(ending)).map((name) => join(cache, name));

function withAbort(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

test('what was analysed is known to the next run', async () => {
  await analyseSample();
  const analysis = readyAnalysis(await open(newAnalyst(cache), { path: file }));
  expect(analysis).toMatchObject({ leakedFiles: 2, os: 'Sample Linux 1' });
});

test('a file that was changed is another one', async () => {
  await analyseSample();
  const later = new Date(Date.now() + 10_000);
  await utimes(file, later, later);
  expect(await open(newAnalyst(cache), { path: file })).toEqual({ state: 'unknown' });
});

test('a file that was looked through is not looked through again', async () => {
  const archive = await currentArchive(await sampleImage());
  const then = new Date('2024-01-01');
  await writeFile(file, archive);
  await utimes(file, then, then);
  await analyse(newAnalyst(cache), { path: file });
  await writeFile(file, archive.fill(0, 512));
  await utimes(file, then, then);
  const analysis = readyAnalysis(await open(newAnalyst(cache), { path: file }));
  expect(analysis).toMatchObject({ leakedFiles: 2, image: 'sample:1' });
});

test.each(['.layer', '.json'])('torn %s entries go, and are made again', async (ending) => {
  await analyseSample();
  for (const entry of await cached(ending)) await truncate(entry, 40);
  expect(await open(newAnalyst(cache), { path: file })).toEqual({ state: 'unknown' });
  expect(await cached(ending)).toEqual([]);
  await analyse(newAnalyst(cache), { path: file });
  expect(await open(newAnalyst(cache), { path: file })).toMatchObject({ state: 'ready' });
});

test('an entry with other bytes in it counts as torn', async () => {
  await analyseSample();
  const [entry = ''] = await cached('.layer');
  const bytes = await readFile(entry);
  bytes.fill(7, Math.floor(bytes.length / 2));
  await writeFile(entry, bytes);
  expect(await open(newAnalyst(cache), { path: file })).toEqual({ state: 'unknown' });
});

test('what was not used for longest goes first when there is too much', async () => {
  const bounded = new CacheFolder(cache, 10_000);
  for (const [index, name] of ['a', 'b', 'c'].entries()) {
    await bounded.write(name, Buffer.alloc(3_000));
    const used = new Date(1_000_000 + index * 1_000);
    await utimes(join(cache, name), used, used);
  }
  // Reading is using.
  await bounded.read('a');
  await bounded.write('d', Buffer.alloc(3_000));
  expect(await readdir(cache)).toEqual(['a', 'c', 'd']);
});

test('a smaller limit takes effect at once', async () => {
  const bounded = new CacheFolder(cache, 10_000);
  for (const name of ['a', 'b', 'c']) await bounded.write(name, Buffer.alloc(3_000));
  bounded.limit = 4_000;
  await bounded.tidy();
  expect(await readdir(cache)).toHaveLength(1);
});

test('what is not yet on disk is known already', async () => {
  const folder = new CacheFolder(cache, 10_000);
  let written: () => void = () => undefined;
  const disk = new Promise<void>((resolve) => {
    written = resolve;
  });
  folder.write = () => disk;
  const writes = new LayerCache(folder, () => undefined);
  writes.keepJson('list', ['image']);
  expect(await writes.json('list', Array.isArray)).toEqual(['image']);
  written();
  await writes.settled();
  expect(await writes.json('list', Array.isArray)).toBeNull();
});

test('an image is not on disk before its layers are', async () => {
  const order: string[] = [];
  const folder = new CacheFolder(cache, 10_000);
  const write = folder.write.bind(folder);
  folder.write = async (name, bytes) => {
    await write(name, bytes);
    order.push(name.replace(/^.*\./, ''));
  };
  const writes = new LayerCache(folder, () => undefined);
  writes.keepLayer('layer', new LayerIndexer().finish());
  writes.keepImage('image', { name: '', platform: '', os: '', layers: [], damage: [], analysedAt: 0 });
  await writes.settled();
  expect(order).toEqual(['layer', 'json']);
});

test('a file is read to its end before anything of it is written', async () => {
  const layers = Array.from({ length: 100 }, (_, layer) => [{ name: `${layer}`, content: `${layer}` }]);
  await writeFile(file, await currentArchive(await sampleImage({ layers })));
  const analyst = newAnalyst(cache);
  const written: boolean[] = [];
  const onProgress = () => written.push(existsSync(cache));
  await analyst.analyse({ kind: 'archive', path: file }, null, {
    signal: new AbortController().signal,
    onProgress,
  });
  expect(existsSync(cache)).toBe(false);
  expect(new Set(written)).toEqual(new Set([false]));
  await analyst.cache.settled();
  expect(await cached('.layer')).toHaveLength(100);
});

test('of a file that was not read to its end the layers that were are known', async () => {
  await writeFile(file, await currentArchive(await sampleImage()));
  const analyst = newAnalyst(cache);
  const { signal, abort } = withAbort();
  const onProgress = ({ layers }: AnalysisProgress) => {
    if (layers[0]?.phase === 'done') abort();
  };
  const analysing = analyst.analyse({ kind: 'archive', path: file }, null, { signal, onProgress });
  await expect(analysing).rejects.toThrow();
  await analyst.cache.settled();
  expect(await cached('.layer')).toHaveLength(1);
});

test('a folder that cannot be written to is told of, and nothing waits for it', async () => {
  await writeFile(cache, 'no folder');
  const problems: unknown[] = [];
  const writes = new LayerCache(new CacheFolder(cache, 10_000), (thrown) => problems.push(thrown));
  writes.keepJson('list', []);
  await writes.settled();
  expect(problems).toHaveLength(1);
  expect(await writes.json('list', Array.isArray)).toBeNull();
});

test('a torn tree goes, and is merged and kept again', async () => {
  await analyseSample();
  const [entry = ''] = await cached('.tree');
  const whole = await readFile(entry);
  await truncate(entry, 40);
  const analyst = newAnalyst(cache);
  const analysis = readyAnalysis(await open(analyst, { path: file }));
  expect(analysis).toMatchObject({ leakedFiles: 2, os: 'Sample Linux 1' });
  await analyst.cache.settled();
  expect(await readFile(entry)).toEqual(whole);
});

const image = (diffIds: string[]): EngineImage => ({
  kind: 'image',
  id: `sha256:${diffIds.length}`,
  name: 'shop:1',
  platform: 'linux/amd64',
  os: 'linux',
  architecture: 'amd64',
  variant: '',
  layers: diffIds,
  createdBy: diffIds.map(() => 'RUN make'),
});
const { signal } = new AbortController();

/** The diffIDs of layers that are known as those of an engine's image. */
async function knownLayers(): Promise<string[]> {
  await writeFile(file, await currentArchive(await sampleImage()));
  const first = newAnalyst(join(folder, 'elsewhere'));
  const opened = await analyse(first, { path: file });
  if (opened.state !== 'ready') throw new Error(`the image is ${opened.state}`);
  const { cache: kept } = newAnalyst(cache);
  for (const { diffId, index } of opened.image.layers) kept.keepLayer(layerKey(diffId), index);
  await kept.settled();
  return opened.image.layers.map(({ diffId }) => diffId);
}

test('layers are known from the base up to one that is broken', async () => {
  const known = await knownLayers();
  await truncate(join(cache, `${layerKey(known[1] ?? '')}.layer`), 40);
  const lower = await newAnalyst(cache).lower(image([...known, 'sha256:unread']), signal);
  expect(lower?.image.layers.map(({ diffId }) => diffId)).toEqual(known.slice(0, 1));
  expect(lower?.missing.map(({ diffId }) => diffId)).toEqual([...known.slice(1), 'sha256:unread']);
});

test('no layers are known up to one that cannot be read, and the base is none without itself', async () => {
  const known = await knownLayers();
  const entry = (layer: number) => join(cache, `${layerKey(known[layer] ?? '')}.layer`);
  await rm(entry(1));
  await mkdir(entry(1));
  const lower = await newAnalyst(cache).lower(image([...known, 'sha256:unread']), signal);
  expect(lower?.missing).toHaveLength(known.length);
  await rm(entry(0));
  expect(await newAnalyst(cache).lower(image([...known, 'sha256:unread']), signal)).toBeNull();
});

test('an image has no lower part where all its layers are known', async () => {
  const known = await knownLayers();
  expect(await newAnalyst(cache).lower(image(known), signal)).toBeNull();
});

test('lower layers that are another image are not stacked again', async () => {
  await writeFile(file, await currentArchive(await sampleImage()));
  const first = newAnalyst(cache);
  const opened = await analyse(first, { path: file });
  if (opened.state !== 'ready') throw new Error(`the image is ${opened.state}`);
  const { layers } = opened.image;
  for (const { diffId, index } of layers) first.cache.keepLayer(layerKey(diffId), index);
  const known = layers.map(({ diffId }) => diffId);
  expect(await first.open(image(known), signal)).toMatchObject({ state: 'ready' });
  await first.cache.settled();
  const trees = await cached('.tree');

  const second = newAnalyst(cache);
  const lower = await second.lower(image([...known, 'sha256:unread']), signal);
  await second.cache.settled();
  expect(lower?.image.tree.parent).toEqual(opened.image.tree.parent);
  expect(lower?.missing).toEqual([{ index: known.length, diffId: 'sha256:unread', createdBy: 'RUN make' }]);
  expect(await cached('.tree')).toEqual(trees);
});
