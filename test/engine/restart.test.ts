import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../electron/engine/engine';
import { listImages } from '../../electron/engine/list-images';
import { ping } from '../../electron/engine/ping';
import { pullImage } from '../../electron/engine/pull-image';
import { pushImage } from '../../electron/engine/push-image';
import { removeImage } from '../../electron/engine/remove-image';
import { watchEvents } from '../../electron/engine/watch-events';
import { startEngine, type Engine as TestEngine } from '../support/engines';
import { buildTinyImage } from '../support/images';
import { collect, connectTo, failureOf, kinds, neverAborted } from './connected';
import { buildLargeImage, type HoldingRegistry, startHoldingRegistry } from './holding-registry';

const signal = neverAborted;

describe.each(kinds)('a %s engine that ends', (kind) => {
  let own: TestEngine;
  let engine: Engine;
  let registry: HoldingRegistry;

  beforeAll(async () => {
    [own, registry] = await Promise.all([startEngine(kind), startHoldingRegistry()]);
    engine = await connectTo(own.host);
    await buildTinyImage(own, 'survivor:1');
    await buildLargeImage(own, `${registry.open}/large:1`);
    await collect(pushImage(engine, { reference: `${registry.open}/large:1` }, { signal }));
    await removeImage(engine, { target: `${registry.open}/large:1`, force: true });
  });
  afterAll(async () => {
    engine.close();
    await Promise.all([own.stop(), registry.stop()]);
  });

  it.each([
    ['is killed', () => own.kill()],
    ['is restarted in good order', () => own.restart('orderly')],
  ])('and %s ends the work on it as lost, and is there again afterwards', async (_, end) => {
    const holding = registry.held();
    const pulling = failureOf(
      collect(pullImage(engine, { reference: `${registry.name}/large:1` }, { signal })),
    );
    const opened = new Promise<void>((onOpen) => {
      watching = failureOf(watchEvents(engine, { signal, onEvent: () => undefined, onOpen }));
    });
    await holding;
    await opened;
    await end();
    expect(await pulling).toMatchObject({ code: 'engine-lost', next: [{ step: 'retry' }] });
    expect(await watching).toMatchObject({ code: 'engine-lost' });
    await own.restart('killed');
    await ping(engine);
    expect((await listImages(engine)).flatMap(({ references }) => references)).toEqual(['survivor:1']);
  });
  let watching: ReturnType<typeof failureOf> | undefined;

  it('is out of reach while it is away', async () => {
    await own.kill();
    expect(await failureOf(ping(engine))).toMatchObject({
      code: expect.stringMatching(/^engine-(unreachable|lost)$/),
    });
    expect(await failureOf(listImages(engine))).toMatchObject({ code: 'engine-unreachable' });
    await own.restart('killed');
    await ping(engine);
  });
});
