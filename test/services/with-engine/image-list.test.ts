import { afterEach, describe, expect, inject, test } from 'vitest';
import type { ImageSummary } from '../../../electron/contract';
import { callEngine } from '../../support/engine-call';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy';
import type { FaultRule } from '../../support/faults';
import { buildBase, buildTinyImage, startContainer } from '../../support/images';
import { type RunningServices, startServices } from '../running-services';

const engines = inject('engines');
let running: RunningServices;
let proxy: FaultProxy;

afterEach(async () => {
  await running.stop();
  await proxy.stop();
});

async function open(socketPath: string, ...faults: FaultRule[]): Promise<string> {
  proxy = await startFaultProxy({ target: { socketPath } });
  proxy.setFaults(...faults);
  running = await startServices({ host: proxy.host });
  return await running.connected();
}

const holder = (engineId: string, reference: string): ImageSummary | undefined =>
  running.services.images.list.images(engineId).find(({ references }) => references.includes(reference));
const asked = (pattern: RegExp) => proxy.requests.filter((request) => pattern.test(request)).length;
const wholeLists = () => asked(/GET \/v[\d.]+\/images\/json$/);

describe.each([engines.classic, engines.containerd])('the list of the $kind engine', (engine) => {
  const name = `list-${engine.kind}`;

  test('follows tags, moved tags, removals and containers by asking for what events name', async () => {
    const first = await buildTinyImage(engine, `${name}:one`, 'one\n');
    const second = await buildTinyImage(engine, `${name}:two`, 'two\n');
    const engineId = await open(engine.socketPath);
    await running.ask('images.list', { engineId });
    const listsBefore = wholeLists();

    await callEngine(engine, { method: 'POST', path: `/images/${name}:one/tag?repo=${name}&tag=three` });
    await running.until(() => holder(engineId, `${name}:three`)?.id === first);

    await callEngine(engine, { method: 'POST', path: `/images/${name}:two/tag?repo=${name}&tag=three` });
    await running.until(() => holder(engineId, `${name}:three`)?.id === second);
    expect(holder(engineId, `${name}:one`)?.references).toEqual([`${name}:one`]);

    await callEngine(engine, { method: 'DELETE', path: `/images/${name}:one` });
    await running.until(() => running.services.images.list.image(engineId, first) === undefined);
    expect(wholeLists()).toBe(listsBefore);

    const container = await startContainer(engine, { image: `${name}:two`, name: `${name}-container` });
    await running.until(() => holder(engineId, `${name}:two`)?.containers === 1);
    await callEngine(engine, { method: 'DELETE', path: `/containers/${container}?force=1` });
    await running.until(() => holder(engineId, `${name}:two`)?.containers === 0);
    expect(wholeLists()).toBe(listsBefore);
    expect(running.errors).toEqual([]);
  });

  test('shows an image that a commit made without a name', async () => {
    await buildBase(engine, `${name}/base:1`);
    const engineId = await open(engine.socketPath);
    await running.ask('images.list', { engineId });
    const command = ['/bin/sh', '-c', 'echo new > /new'];
    const container = await startContainer(engine, {
      image: `${name}/base:1`,
      name: `${name}-commit`,
      command,
    });
    await callEngine(engine, { method: 'POST', path: `/containers/${container}/wait` });
    const { Id } = (await callEngine(engine, {
      method: 'POST',
      path: `/commit?container=${container}`,
      body: {},
    })) as { Id: string };
    const image = await running.until(() => running.services.images.list.image(engineId, Id));
    expect(image.references).toEqual([]);
    await callEngine(engine, { method: 'DELETE', path: `/containers/${container}` });
  });

  test('resumes a lost event stream where it was cut, without asking for the whole list again', async () => {
    await buildTinyImage(engine, `${name}/resume:1`);
    const cut = { kind: 'cut', side: 'response', afterBytes: 1 } as const;
    const engineId = await open(engine.socketPath, { path: /\/events\?/, times: 3, fault: cut });
    await running.ask('images.list', { engineId });
    const lists = wholeLists();
    for (const tag of ['2', '3', '4', '5']) {
      await callEngine(engine, {
        method: 'POST',
        path: `/images/${name}/resume:1/tag?repo=${name}/resume&tag=${tag}`,
      });
      await running.until(() => holder(engineId, `${name}/resume:${tag}`));
    }
    expect(asked(/\/events\?.*since=/)).toBe(4);
    expect(wholeLists()).toBe(lists);
    expect(running.services.engines.state().connection.state).toBe('connected');
    expect(running.errors).toEqual([]);
  });

  test('says within two seconds that the engine is gone, keeps the list as stale, and comes back', async () => {
    await buildTinyImage(engine, `${name}/lost:1`);
    const engineId = await open(engine.socketPath);
    await running.ask('images.list', { engineId });
    const gone = Date.now();
    await proxy.goDown();
    await running.until(() => running.services.engines.state().connection.state === 'lost');
    expect(Date.now() - gone).toBeLessThan(2_000);
    const stale = await running.ask('images.list', { engineId });
    expect(stale.stale).toBe(true);
    expect(stale.images.some(({ references }) => references.includes(`${name}/lost:1`))).toBe(true);

    await buildTinyImage(engine, `${name}/lost:2`);
    await proxy.comeBack();
    await running.until(() => holder(engineId, `${name}/lost:2`));
    expect((await running.ask('images.list', { engineId })).stale).toBe(false);
  });

  test('is painted from disk at the next start, as stale, before the engine has answered', async () => {
    await buildTinyImage(engine, `${name}/kept:1`);
    const engineId = await open(engine.socketPath);
    await running.ask('images.list', { engineId });
    await running.stop();
    proxy.setFaults({ path: /\/images\/json$/, fault: { kind: 'silence' } });
    running = await startServices({ host: proxy.host, folder: running.folder });
    expect(await running.connected()).toBe(engineId);
    const list = await running.ask('images.list', { engineId });
    expect(list.stale).toBe(true);
    expect(list.images.some(({ references }) => references.includes(`${name}/kept:1`))).toBe(true);
  });

  test('turns a burst of a thousand events into a handful of refreshes', async () => {
    await buildTinyImage(engine, `${name}/burst:start`, 'burst\n');
    const engineId = await open(engine.socketPath);
    await running.ask('images.list', { engineId });
    const published = () => running.events.filter((event) => event.name === 'images.changed').length;
    const before = { requests: proxy.requests.length, published: published() };

    const tags = Array.from({ length: 20 }, (_, index) => `t${index}`);
    for (let round = 0; round < 25; round += 1) {
      for (const tag of tags) {
        const path = `/images/${name}/burst:start/tag?repo=${name}/burst&tag=${tag}`;
        await callEngine(engine, { method: 'POST', path });
      }
      for (const tag of tags)
        await callEngine(engine, { method: 'DELETE', path: `/images/${name}/burst:${tag}` });
    }
    await callEngine(engine, {
      method: 'POST',
      path: `/images/${name}/burst:start/tag?repo=${name}/burst&tag=end`,
    });
    await running.until(() => holder(engineId, `${name}/burst:end`)?.references.length === 2);
    const handful = 20;
    expect(published() - before.published).toBeLessThanOrEqual(handful);
    // A refresh asks for each name at most once, and for the image that they have left.
    expect(proxy.requests.length - before.requests).toBeLessThanOrEqual(handful * (tags.length + 2));
  });
});
