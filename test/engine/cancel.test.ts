import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getImage } from '../../electron/engine/get-image';
import { listImages } from '../../electron/engine/list-images';
import { loadImages } from '../../electron/engine/load-images';
import { pullImage } from '../../electron/engine/pull-image';
import { pushImage } from '../../electron/engine/push-image';
import { removeImage } from '../../electron/engine/remove-image';
import { saveImages } from '../../electron/engine/save-images';
import { tagImage } from '../../electron/engine/tag-image';
import { startFaultProxy } from '../support/fault-proxy';
import { archiveOf, collect, connectTo, kinds, neverAborted, useEngine } from './connected';
import { buildLargeImage, type HoldingRegistry, startHoldingRegistry } from './holding-registry';

describe.each(kinds)('cancelling on the %s engine', (kind) => {
  const subject = useEngine(kind);
  let registry: HoldingRegistry;

  beforeAll(async () => {
    registry = await startHoldingRegistry();
    const stored = `${registry.open}/large:1`;
    await buildLargeImage(subject.address, stored);
    await collect(pushImage(subject.engine, { reference: stored }, { signal: neverAborted }));
    await removeImage(subject.engine, { target: stored, force: true });
  });
  afterAll(() => registry.stop());

  it('stops a pull in the engine, not only in the app', async () => {
    const cancel = new AbortController();
    const reference = `${registry.name}/large:1`;
    const holding = registry.held();
    const pulling = collect(pullImage(subject.engine, { reference }, { signal: cancel.signal }));
    const ended = expect(pulling).rejects.toThrow();
    const { dropped } = await holding;
    cancel.abort();
    await ended;
    await dropped;
    expect(await getImage(subject.engine, reference)).toBeNull();
  });

  it('stops a pull when nobody listens to it any more', async () => {
    const reference = `${registry.name}/large:1`;
    const holding = registry.held();
    const messages = pullImage(subject.engine, { reference }, { signal: neverAborted });
    await messages.next();
    const { dropped } = await holding;
    await messages.return(undefined);
    await dropped;
  });

  it('stops a push in the engine', async () => {
    const cancel = new AbortController();
    const reference = `${registry.name}/sent:1`;
    await buildLargeImage(subject.address, reference, 3_000_000);
    const holding = registry.held();
    const pushing = collect(pushImage(subject.engine, { reference }, { signal: cancel.signal }));
    const ended = expect(pushing).rejects.toThrow();
    const { dropped } = await holding;
    cancel.abort();
    await ended;
    await dropped;
  });

  it('stops a save in the middle', async () => {
    await buildLargeImage(subject.address, 'cancel/saved:1', 8_000_000);
    const proxy = await startFaultProxy({ target: { socketPath: subject.address.socketPath } });
    proxy.setFaults({ path: /images\/get/, fault: { kind: 'throttle', bytesPerSecond: 100_000 } });
    const engine = await connectTo(proxy.host);
    const cancel = new AbortController();
    const images = ['cancel/saved:1'];
    const cancelAtFirst = async () => cancel.abort();
    await expect(saveImages(engine, { images }, cancelAtFirst, { signal: cancel.signal })).rejects.toThrow();
    engine.close();
    await proxy.stop();
  });

  it('stops a save that has not begun', async () => {
    await tagImage(subject.engine, {
      source: (await listImages(subject.engine))[0]?.id ?? '',
      reference: 'cancel/early:1',
    });
    const cancel = new AbortController();
    const saving = archiveOf(subject.engine, ['cancel/early:1'], cancel.signal);
    cancel.abort();
    await expect(saving).rejects.toThrow();
  });

  it('stops a load and reads no more of the file', async () => {
    const cancel = new AbortController();
    const file = new PassThrough();
    file.write(Buffer.alloc(100_000));
    const loading = collect(loadImages(subject.engine, file, { signal: cancel.signal }));
    const ended = expect(loading).rejects.toThrow();
    await once(file, 'resume');
    cancel.abort();
    await ended;
    expect(file.destroyed).toBe(true);
  });

  it('begins nothing when it comes before the beginning', async () => {
    const signal = AbortSignal.abort();
    const file = new PassThrough();
    await expect(collect(loadImages(subject.engine, file, { signal }))).rejects.toThrow();
    await expect(collect(pullImage(subject.engine, { reference: 'x' }, { signal }))).rejects.toThrow();
    await expect(listImages(subject.engine, { signal })).rejects.toThrow();
    expect(file.destroyed).toBe(true);
  });

  it('leaves the engine able to go on', async () => {
    const reference = `${registry.open}/large:1`;
    const messages = await collect(pullImage(subject.engine, { reference }, { signal: neverAborted }));
    expect(messages.at(-1)?.status).toMatch(/^Status: /);
  });
});
