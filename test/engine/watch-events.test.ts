import { beforeAll, describe, expect, it } from 'vitest';
import { commitContainer } from '../../electron/engine/commit-container';
import { removeImage } from '../../electron/engine/remove-image';
import { tagImage } from '../../electron/engine/tag-image';
import type { EngineEvent } from '../../electron/engine/watch-events';
import { callEngine } from '../support/engine-call';
import { startFaultProxy } from '../support/fault-proxy';
import { buildBase, buildTinyImage, startContainer } from '../support/images';
import { connectTo, failureOf, kinds, useEngine } from './connected';
import { listen } from './listen';

const is = (action: string, name: string) => (event: EngineEvent) =>
  event.action === action && event.name === name;

describe.each(kinds)('events of the %s engine', (kind) => {
  const subject = useEngine(kind);
  let base = '';

  beforeAll(async () => {
    base = await buildBase(subject.address, 'heard/base:1');
  });

  it('tell of images: which, and under which name', async () => {
    const { until, stop } = await listen(subject.engine);
    await tagImage(subject.engine, { source: base, reference: 'heard/base:2' });
    expect(await until(is('tag', 'heard/base:2'))).toMatchObject({ kind: 'image', id: base });
    await removeImage(subject.engine, { target: 'heard/base:2', force: false });
    expect(await until(({ action, id }) => action === 'untag' && id === base)).toMatchObject({
      kind: 'image',
    });
    const gone = await buildTinyImage(subject.address, 'heard/gone:1', 'heard');
    await removeImage(subject.engine, { target: gone, force: true });
    expect(await until(({ action, id }) => action === 'delete' && id === gone)).toMatchObject({
      kind: 'image',
    });
    await stop();
  });

  it('tell of containers: which, from what image, and what a commit made', async () => {
    const { until, stop } = await listen(subject.engine);
    const id = await startContainer(subject.address, {
      image: 'heard/base:1',
      name: 'heard',
      command: ['/bin/true'],
    });
    expect(await until(is('create', 'heard'))).toMatchObject({
      kind: 'container',
      id,
      image: 'heard/base:1',
    });
    expect(await until(is('die', 'heard'))).toMatchObject({ kind: 'container', id });
    const imageId = await commitContainer(subject.engine, {
      containerId: id,
      author: '',
      message: '',
      pause: false,
      changes: [],
    });
    expect(await until(is('commit', 'heard'))).toMatchObject({ kind: 'container', id, imageId });
    await callEngine(subject.address, { method: 'DELETE', path: `/containers/${id}` });
    expect(await until(is('destroy', 'heard'))).toMatchObject({ kind: 'container', id });
    await stop();
  });

  it('go on right behind the last one heard, none twice and none lost', async () => {
    const first = await listen(subject.engine);
    await tagImage(subject.engine, { source: base, reference: 'heard/since:1' });
    const last = await first.until(is('tag', 'heard/since:1'));
    await first.stop();
    await tagImage(subject.engine, { source: base, reference: 'heard/since:2' });
    await tagImage(subject.engine, { source: base, reference: 'heard/since:3' });
    const second = await listen(subject.engine, last.time);
    await second.until(is('tag', 'heard/since:3'));
    expect(second.events.map(({ name }) => name)).toEqual(['heard/since:2', 'heard/since:3']);
    await second.stop();
  });

  it('end without an error when nobody wants them any more', async () => {
    const { stop } = await listen(subject.engine);
    await expect(stop()).resolves.toBeUndefined();
  });

  it('are understood in pieces of a few bytes', async () => {
    const proxy = await startFaultProxy({ target: { socketPath: subject.address.socketPath } });
    proxy.setFaults({ path: /events/, fault: { kind: 'split', size: 3 } });
    const engine = await connectTo(proxy.host);
    const { until, stop } = await listen(engine);
    await tagImage(subject.engine, { source: base, reference: 'heard/split:1' });
    expect(await until(is('tag', 'heard/split:1'))).toMatchObject({ id: base });
    await stop();
    engine.close();
    await proxy.stop();
  });

  it.each([
    ['cut', { kind: 'cut', side: 'response', afterBytes: 10 }, 'engine-lost'],
    ['nonsense', { kind: 'malformed', afterLines: 0 }, 'bad-response'],
  ] as const)('that are %s say so', async (_, fault, code) => {
    const proxy = await startFaultProxy({ target: { socketPath: subject.address.socketPath } });
    proxy.setFaults({ path: /events/, fault });
    const engine = await connectTo(proxy.host);
    const { ended } = await listen(engine);
    const failed = failureOf(ended);
    await tagImage(subject.engine, { source: base, reference: 'heard/lost:1' });
    await tagImage(subject.engine, { source: base, reference: 'heard/lost:2' });
    expect(await failed).toMatchObject({ code, next: [{ step: 'retry' }] });
    engine.close();
    await proxy.stop();
  });

  it('end with the engine lost when it goes', async () => {
    const proxy = await startFaultProxy({ target: { socketPath: subject.address.socketPath } });
    const engine = await connectTo(proxy.host);
    const { ended } = await listen(engine);
    const failed = failureOf(ended);
    await proxy.goDown();
    expect(await failed).toMatchObject({ code: 'engine-lost' });
    engine.close();
  });
});
