import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { JobSpec } from '../../../electron/contract';
import { type Engine, startEngine } from '../../support/engines';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy';
import { buildTinyImage, importImage } from '../../support/images';
import { type Registry, startRegistry } from '../../support/registry';
import { temporaryFolder } from '../../support/temporary-folder';
import { type RunningServices, startServices } from '../running-services';

const engines = inject('engines');
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(async () => {
  await registry.stop();
});

describe.each([engines.classic, engines.containerd])(
  'when things go wrong with the $kind engine',
  (engine) => {
    let running: RunningServices;
    let proxy: FaultProxy;
    let engineId: string;
    const reference = () => `${registry.name}/faults-${engine.kind}:1`;
    const pull = (): JobSpec => ({ kind: 'pull', engineId, reference: reference() });

    beforeAll(async () => {
      await importImage(engine, `faults-${engine.kind}:1`, [
        { name: 'noise', content: randomBytes(2_000_000) },
      ]);
      proxy = await startFaultProxy({ target: { socketPath: engine.socketPath } });
      running = await startServices({ host: proxy.host });
      engineId = await running.connected();
      await running.run({ kind: 'tag', engineId, source: `faults-${engine.kind}:1`, reference: reference() });
      expect(await running.run({ kind: 'push', engineId, references: [reference()] })).toMatchObject({
        state: 'done',
      });
    });
    afterAll(async () => {
      await running.stop();
      await proxy.stop();
    });
    beforeEach(() => {
      proxy.setFaults();
    });

    const goesOn = async () => {
      proxy.setFaults();
      expect(await running.run(pull())).toMatchObject({ state: 'done' });
      await running.until(connected);
    };
    const isPull = (request: string) => request.includes('/images/create');
    const connected = () => running.services.engines.state().connection.state === 'connected';
    const lost = () => running.services.engines.state().connection.state === 'lost';

    test.each([
      ['images/create', 'pull'],
      ['/push', 'push'],
    ])('a connection cut in the middle of %s fails the %s with the reason', async (path, kind) => {
      const spec: JobSpec = kind === 'pull' ? pull() : { kind: 'push', engineId, references: [reference()] };
      proxy.setFaults({ path: new RegExp(path), fault: { kind: 'cut', side: 'response', afterBytes: 40 } });
      const failed = await running.run(spec);
      expect(failed).toMatchObject({ state: 'failed', error: { code: 'engine-lost' } });
      await goesOn();
    });

    test('an answer that is no JSON fails the pull as one', async () => {
      proxy.setFaults({ path: /images\/create/, fault: { kind: 'malformed', afterLines: 1 } });
      expect(await running.run(pull())).toMatchObject({ state: 'failed', error: { code: 'bad-response' } });
      await goesOn();
    });

    test('an answer in small pieces is as good as any', async () => {
      proxy.setFaults({ path: /images\/create/, fault: { kind: 'split', size: 3 } });
      expect(await running.run(pull())).toMatchObject({ state: 'done' });
    });

    test('a pull that gets no answer can be cancelled', async () => {
      proxy.setFaults({ path: /images\/create/, fault: { kind: 'silence' } });
      const { id } = await running.ask('jobs.start', pull());
      await running.ask('jobs.cancel', { id });
      expect(await running.ended(id)).toMatchObject({ state: 'cancelled' });
      await goesOn();
    });

    test('an engine error on the list is an error, and the next try works', async () => {
      proxy.setFaults({ path: /images\/json/, fault: { kind: 'status', status: 500 } });
      await expect(running.ask('images.refresh', { engineId })).rejects.toMatchObject({
        appError: { code: 'engine-error' },
      });
      running.errors.length = 0;
      proxy.setFaults();
      expect(await running.ask('images.refresh', { engineId })).toMatchObject({ stale: false });
    });

    test('a running job ends with the engine, and the app comes back with it', async () => {
      proxy.setFaults({ path: /images\/create/, fault: { kind: 'silence' } });
      const asked = proxy.requests.length;
      const { id } = await running.ask('jobs.start', pull());
      await expect.poll(() => proxy.requests.slice(asked).some(isPull)).toBe(true);
      await proxy.goDown();
      await running.until(lost);
      expect(await running.ended(id)).toMatchObject({ state: 'failed', error: { code: 'engine-lost' } });
      proxy.setFaults();
      await proxy.comeBack();
      await running.connected();
      await goesOn();
    });
  },
);

test('a job goes on at its own engine when the window switches to another, and their lists do not mix', async () => {
  const { classic, containerd } = engines;
  const proxy = await startFaultProxy({ target: { socketPath: classic.socketPath } });
  const running = await startServices({
    config: { currentContext: 'one' },
    contexts: { one: proxy.host, two: containerd.host },
  });
  await Promise.all([
    buildTinyImage(classic, 'only-one:1', '1\n'),
    buildTinyImage(containerd, 'only-two:1', '2\n'),
  ]);
  const engineId = await running.connected();
  proxy.setFaults({ path: /\/images\/get/, fault: { kind: 'delay', milliseconds: 500 } });
  const file = join(await temporaryFolder(), 'one.tar');
  const images = ['only-one:1'];
  const { id } = await running.ask('jobs.start', { kind: 'save', engineId, images, file, overwrite: false });

  const two = running.services.engines.state().endpoints.find(({ name }) => name === 'two');
  await running.ask('engines.use', { id: two?.id ?? '' });
  expect(await running.connected()).toBe(two?.id);
  const list = await running.ask('images.list', { engineId: two?.id ?? '' });
  const references = list.images.flatMap((image) => image.references);
  expect(references).toContain('only-two:1');
  expect(references).not.toContain('only-one:1');
  await expect(running.ask('images.list', { engineId })).rejects.toMatchObject({
    appError: { code: 'engine-changed' },
  });
  expect(await running.ended(id)).toMatchObject({ state: 'done', engineName: 'one' });
  await running.stop();
  await proxy.stop();
});

describe('an engine that is killed and started again', () => {
  let engine: Engine;
  let running: RunningServices;

  beforeAll(async () => {
    engine = await startEngine('classic');
    running = await startServices({ host: engine.host });
  });
  afterAll(async () => {
    await running.stop();
    await engine.stop();
  });

  test('is lost and found again with all that changed meanwhile', async () => {
    const engineId = await running.connected();
    await buildTinyImage(engine, 'before:1', 'before\n');
    await running.until(() => running.services.images.list.holderOf(engineId, 'before:1'));
    await engine.kill();
    await running.until(() => running.services.engines.state().connection.state === 'lost');
    await engine.restart();
    await buildTinyImage(engine, 'after:1', 'after\n');
    expect(await running.connected()).toBe(engineId);
    await running.until(() => running.services.images.list.holderOf(engineId, 'after:1'));
    expect(running.services.images.list.holderOf(engineId, 'before:1')).toBeDefined();
  });
});
