import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../electron/engine/engine';
import { listImages } from '../../electron/engine/list-images';
import { loadImages } from '../../electron/engine/load-images';
import { pullImage } from '../../electron/engine/pull-image';
import { pushImage } from '../../electron/engine/push-image';
import { removeImage } from '../../electron/engine/remove-image';
import type { FaultProxy } from '../support/fault-proxy';
import { startFaultProxy } from '../support/fault-proxy';
import { buildTinyImage } from '../support/images';
import { type Registry, startRegistry } from '../support/registry';
import { archiveOf, collect, connectTo, failureOf, kinds, neverAborted, useEngine } from './connected';
import { buildLargeImage } from './holding-registry';

const signal = neverAborted;

describe.each(kinds)('a faulty connection to the %s engine', (kind) => {
  const subject = useEngine(kind);
  let proxy: FaultProxy;
  let engine: Engine;
  let registry: Registry;
  let reference = '';

  beforeAll(async () => {
    registry = await startRegistry();
    reference = `${registry.name}/faulty:1`;
    await buildLargeImage(subject.address, reference);
    await collect(pushImage(subject.engine, { reference }, { signal }));
    proxy = await startFaultProxy({ target: { socketPath: subject.address.socketPath } });
    engine = await connectTo(proxy.host);
  });
  afterEach(() => proxy.setFaults());
  afterAll(async () => {
    engine.close();
    await proxy.stop();
    await registry.stop();
  });

  const pull = () => collect(pullImage(engine, { reference }, { signal }));
  const push = () => collect(pushImage(engine, { reference }, { signal }));
  const save = () => archiveOf(engine, [reference]);
  const load = (file: Readable) => collect(loadImages(engine, file, { signal }));
  const lost = { code: 'engine-lost', next: [{ step: 'retry' }] };

  it('that is cut in the middle ends each work as lost', async () => {
    proxy.setFaults({ path: /images/, fault: { kind: 'cut', side: 'response', afterBytes: 60 } });
    expect(await failureOf(pull())).toMatchObject(lost);
    expect(await failureOf(push())).toMatchObject(lost);
    expect(await failureOf(save())).toMatchObject(lost);
    expect(await failureOf(listImages(engine))).toMatchObject(lost);
  });

  it('that is cut while an archive is sent ends the load as lost and reads no further', async () => {
    proxy.setFaults({ path: /images\/load/, fault: { kind: 'cut', side: 'request', afterBytes: 50_000 } });
    const file = new PassThrough();
    const failed = failureOf(load(file));
    file.write(Buffer.alloc(200_000));
    expect(await failed).toMatchObject(lost);
    if (!file.closed) await once(file, 'close');
  });

  it.each([
    ['a pull', /images\/create/, '{"status":"Pulling from faulty","id":"1"}\n', () => pull()],
    ['a push', /push/, '{"status":"Pushed","id":"1"}\n', () => push()],
    ['a load', /images\/load/, '{"stream":"Loading"}\n', () => load(Readable.from([Buffer.alloc(1024)]))],
    ['a save', /images\/get/, 'x'.repeat(2048), () => save()],
    ['a save of nothing', /images\/get/, '', () => save()],
  ])('that ends politely too early does not pass as the end of %s', async (_, path, body, work) => {
    proxy.setFaults({ path, fault: { kind: 'status', status: 200, body } });
    expect(await failureOf(work())).toMatchObject(lost);
  });

  it('that brings an error behind half an archive tells that error', async () => {
    const body = `${'x'.repeat(50_000)}{"errorDetail":{"message":"write /tmp/x: no space left on device"},"error":"…"}\n`;
    proxy.setFaults({ path: /images\/get/, fault: { kind: 'status', status: 200, body } });
    expect(await failureOf(save())).toMatchObject({
      code: 'no-space',
      next: [{ step: 'prune' }, { step: 'retry' }],
    });
  });

  it.each([
    ['a pull', /images\/create/, () => pull()],
    ['a push', /push/, () => push()],
  ])('that brings nonsense in %s is a bad response', async (_, path, work) => {
    proxy.setFaults({ path, fault: { kind: 'malformed', afterLines: 1 } });
    expect(await failureOf(work())).toMatchObject({ code: 'bad-response' });
  });

  it('that brings a list which is none is a bad response', async () => {
    for (const body of ['<html>', '{"message":"I am an object"}', '[1, 2]', '[{"Id":"x"}']) {
      proxy.setFaults({ path: /images\/json/, fault: { kind: 'status', status: 200, body } });
      expect(await failureOf(listImages(engine))).toMatchObject({ code: 'bad-response' });
    }
  });

  it('that brings answers in single bytes changes nothing', async () => {
    const whole = (await push()).map(({ status, aux }) => [status, aux]).at(-1);
    proxy.setFaults({ path: /images/, fault: { kind: 'split', size: 1 } });
    expect((await push()).map(({ status, aux }) => [status, aux]).at(-1)).toEqual(whole);
    expect((await pull()).at(-1)?.status).toMatch(/^Status: /);
    expect(await listImages(engine)).toEqual(await listImages(subject.engine));
  });

  it('that is slow is waited for', async () => {
    proxy.setFaults({ path: /images\/json/, fault: { kind: 'delay', milliseconds: 300 } });
    expect(await listImages(engine)).toEqual(await listImages(subject.engine));
  });

  it.each([
    [401, 'unauthorised'],
    [403, 'denied'],
    [404, 'not-found'],
    [409, 'name-conflict'],
    [429, 'rate-limited'],
    [500, 'engine-error'],
    [503, 'engine-unreachable'],
  ])('that answers %i is told as %s by every verb', async (status, code) => {
    proxy.setFaults({ path: /images/, fault: { kind: 'status', status } });
    expect(await failureOf(listImages(engine))).toMatchObject({ code, detail: `Answered with ${status}` });
    expect(await failureOf(removeImage(engine, { target: reference, force: false }))).toMatchObject({ code });
    expect(await failureOf(save())).toMatchObject({ code });
    expect(await failureOf(load(Readable.from([Buffer.alloc(1024)])))).toMatchObject({ code });
    const ofPull = status === 500 ? 'registry-error' : code;
    expect(await failureOf(pull())).toMatchObject({
      code: ofPull,
      params: { reference, server: registry.name },
    });
    expect(await failureOf(push())).toMatchObject({ code: ofPull });
  });

  it('that is whole again works again', async () => {
    await buildTinyImage(subject.address, 'faulty/after:1', 'after');
    expect((await listImages(engine)).flatMap(({ references }) => references)).toContain('faulty/after:1');
  });
});
