import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { JobSpec, LayerSource } from '../../electron/contract';
import { currentArchive, gzip, sampleImage } from '../analysis/archives';
import { type RunningServices, startServices } from '../services/running-services';
import { callEngine } from '../support/engine-call';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy';
import { buildImage, importImage } from '../support/images';

const engines = inject('engines');

describe.each([engines.classic, engines.containerd])('reading layers of the $kind engine', (engine) => {
  let proxy: FaultProxy;
  let running: RunningServices;
  let engineId: string;

  beforeAll(async () => {
    proxy = await startFaultProxy({ target: { socketPath: engine.socketPath } });
    running = await startServices({ host: proxy.host });
    engineId = await running.connected();
  });
  afterEach(() => proxy.setFaults());
  afterAll(async () => {
    await running.stop();
    await proxy.stop();
  });

  const sourceOf = async (name: string): Promise<LayerSource> => {
    const { existing } = await running.ask('images.checkReference', { engineId, text: name });
    return { kind: 'image', engineId, id: existing ?? name };
  };
  const analyse = (source: LayerSource): JobSpec => ({ kind: 'analyse', engineId, source });

  test('packed layers are the same as plain ones', async () => {
    const body = await currentArchive(await sampleImage(), gzip);
    await callEngine(engine, { method: 'POST', path: '/images/load', body });
    const source = await sourceOf('sample:1');
    expect(await running.run(analyse(source))).toMatchObject({ state: 'done' });
    const opened = await running.ask('layers.open', { source });
    expect(opened).toMatchObject({
      state: 'ready',
      analysis: { leakedBytes: 5237, damage: [], layers: [{ entries: 8 }, { entries: 6 }, { entries: 3 }] },
    });
    if (opened.state !== 'ready') return;
    const { treeId } = opened.analysis;
    const { node } = await running.ask('layers.find', { treeId, path: 'app/old.txt' });
    const preview = await running.ask('layers.preview', { treeId, node: node ?? -1, layer: 0 });
    expect(preview).toMatchObject({ kind: 'text', text: 'old\n' });
  });

  test('layers that are known from another image are not read again', async () => {
    const base = `layers-shared-${engine.kind}:1`;
    await importImage(engine, base, [{ name: 'noise', content: randomBytes(2_000_000) }]);
    const tag = `layers-more-${engine.kind}:1`;
    await buildImage(engine, {
      tag,
      dockerfile: `FROM ${base}\nCOPY more /more\n`,
      files: [{ name: 'more', content: 'm' }],
    });
    await running.run(analyse(await sourceOf(base)));
    const job = await running.run(analyse(await sourceOf(tag)));
    expect(job.rows.map(({ phase }) => phase)).toEqual(['done', 'cached', 'done']);
  });

  test('an image all of whose layers are known needs no archive', async () => {
    const base = `layers-known-${engine.kind}:1`;
    await importImage(engine, base, [{ name: 'noise', content: randomBytes(2_000_000) }]);
    await running.run(analyse(await sourceOf(base)));
    const tag = `layers-label-${engine.kind}:1`;
    await buildImage(engine, { tag, dockerfile: `FROM ${base}\nLABEL a=b\n` });
    proxy.setFaults({ path: /\/images\/.*get/, fault: { kind: 'cut', side: 'response', afterBytes: 0 } });
    const source = await sourceOf(tag);
    expect(await running.ask('layers.open', { source })).toMatchObject({ state: 'ready' });
    proxy.setFaults();
    if (engine.kind === 'classic') return;
    // Nobody knows yet which blob is which layer: the archive has to pass by twice.
    const opened = await running.ask('layers.open', { source });
    if (opened.state !== 'ready') throw new Error(opened.state);
    const { treeId } = opened.analysis;
    const { node } = await running.ask('layers.find', { treeId, path: 'noise' });
    const piece = await running.ask('layers.piece', {
      treeId,
      node: node ?? -1,
      layer: 0,
      offset: 0,
      length: 1,
    });
    expect(piece.totalBytes).toBe(2_000_000);
  });

  test('a reading that is cancelled leaves nothing behind', async () => {
    const tag = `layers-cancel-${engine.kind}:1`;
    await importImage(engine, tag, [{ name: 'noise', content: randomBytes(3_000_000) }]);
    const source = await sourceOf(tag);
    proxy.setFaults({ path: /\/images\/get/, fault: { kind: 'throttle', bytesPerSecond: 500_000 } });
    const { id } = await running.ask('jobs.start', analyse(source));
    await running.until(() =>
      running.services.jobs.list().some((job) => job.id === id && (job.current ?? 0) > 0),
    );
    await running.ask('jobs.cancel', { id });
    expect(await running.ended(id)).toMatchObject({ state: 'cancelled', error: null });
    expect(await running.ask('layers.open', { source })).toEqual({ state: 'unknown' });
    const contents = join(running.folder, 'data', 'layer-contents');
    expect(
      (await readdir(contents, { recursive: true }).catch(() => [])).filter((name) => name.endsWith('.tar')),
    ).toEqual(expect.not.arrayContaining(['noise']));
  });

  test('an engine that breaks off in the middle is told as such', async () => {
    const tag = `layers-cut-${engine.kind}:1`;
    await importImage(engine, tag, [{ name: 'noise', content: randomBytes(3_000_000) }]);
    const source = await sourceOf(tag);
    proxy.setFaults({
      path: /\/images\/get/,
      fault: { kind: 'cut', side: 'response', afterBytes: 1_000_000 },
    });
    expect(await running.run(analyse(source))).toMatchObject({
      state: 'failed',
      error: { code: 'engine-lost' },
    });
    expect(await running.ask('layers.open', { source })).toEqual({ state: 'unknown' });
    proxy.setFaults();
    expect(await running.run(analyse(source))).toMatchObject({ state: 'done' });
    expect(running.errors).toEqual([]);
  });
});
