import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pullImage } from '../../electron/engine/pull-image';
import { pushImage } from '../../electron/engine/push-image';
import { removeImage } from '../../electron/engine/remove-image';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy';
import { type Registry, startRegistry } from '../support/registry';
import { collect, failureOf, kinds, neverAborted, useEngine } from './connected';
import { buildLargeImage } from './holding-registry';

const signal = neverAborted;

describe.each(kinds)('a faulty registry behind the %s engine', (kind) => {
  const subject = useEngine(kind);
  let registry: Registry;
  let proxy: FaultProxy;
  let reference = '';

  beforeAll(async () => {
    registry = await startRegistry();
    const [host = '', port] = registry.name.split(':');
    proxy = await startFaultProxy({ target: { host, port: Number(port) }, listen: {} });
    reference = `${proxy.name}/unreliable:1`;
    await buildLargeImage(subject.address, reference);
    await push();
  });
  afterEach(() => proxy.setFaults());
  afterAll(async () => {
    await proxy.stop();
    await registry.stop();
  });

  const push = () => collect(pushImage(subject.engine, { reference }, { signal }));
  const pull = async () => {
    await removeImage(subject.engine, { target: reference, force: true }).catch(() => undefined);
    return await collect(pullImage(subject.engine, { reference }, { signal }));
  };

  it.each([
    [401, 'unauthorised'],
    [403, 'denied'],
    [404, 'not-found'],
    [429, 'rate-limited'],
    [500, 'registry-error'],
    [503, 'registry-error'],
  ])('that answers %i ends a pull as %s', async (status, code) => {
    proxy.setFaults({ path: /manifests/, fault: { kind: 'status', status, body: 'words' } });
    expect(await failureOf(pull())).toMatchObject({ code, params: { reference, server: proxy.name } });
  });

  it.each([
    [401, 'unauthorised'],
    [403, 'denied'],
    [429, 'rate-limited'],
  ])('that answers %i ends a push as %s', async (status, code) => {
    proxy.setFaults({ path: /v2\/unreliable/, fault: { kind: 'status', status, body: 'words' } });
    await buildLargeImage(subject.address, reference);
    expect(await failureOf(push())).toMatchObject({ code, params: { reference, server: proxy.name } });
  });

  it('that brings nonsense for a manifest is at fault, not the engine', async () => {
    proxy.setFaults({ path: /manifests/, fault: { kind: 'status', status: 200, body: '{"schemaVersion":' } });
    expect(await failureOf(pull())).toMatchObject({ code: 'registry-error' });
  });

  it('that is gone is a network that is down', async () => {
    await proxy.goDown();
    expect(await failureOf(pull())).toMatchObject({ code: 'network-down', next: [{ step: 'retry' }] });
    await proxy.comeBack();
  });

  it('that is whole again works again', async () => {
    await buildLargeImage(subject.address, reference);
    await push();
    expect((await pull()).at(-1)?.status).toMatch(/^Status: /);
  });
});
