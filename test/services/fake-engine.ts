import { type CapabilityName, capabilityName, type EngineEndpoint, type Lack } from '../../electron/contract';
import type { Engine, EngineTarget } from '../../electron/engine/engine';

/** An engine that can do everything except what is named with a reason, and that nobody must call. */
export function capableEngine(
  lacks: Partial<Record<CapabilityName, Lack['why']>> = {},
  endpoint: EngineEndpoint = fakeEndpoint('fake'),
  close: () => void = () => undefined,
): Engine {
  const capabilities = Object.fromEntries(
    capabilityName.options.map((name) => {
      const why = lacks[name];
      return [name, { available: why === undefined, lack: why ? { why, params: {} } : null }];
    }),
  ) as Engine['info']['capabilities'];
  const engine: Partial<Engine> = {
    id: endpoint.id,
    name: endpoint.name,
    endpoint,
    info: {
      product: 'docker',
      version: '20.10',
      apiVersion: '1.41',
      os: 'linux',
      arch: 'amd64',
      storageDriver: 'overlay2',
      imageStore: 'graph',
      name: 'fake',
      rootDir: '/',
      capabilities,
    },
    close,
  };
  // Without its connection: whoever calls it fails.
  return engine as Engine;
}

export function fakeEndpoint(name: string, more: Partial<EngineEndpoint> = {}): EngineEndpoint {
  const hex = Buffer.from(name.padEnd(6, '.')).toString('hex').slice(0, 12);
  return {
    id: hex,
    name,
    source: 'context',
    host: `tcp://${name}:2375`,
    tls: false,
    cliChoice: false,
    probe: { state: 'unknown' },
    ...more,
  };
}

export function fakeTarget(name: string, more: Partial<EngineEndpoint> = {}): EngineTarget {
  const { probe: _probe, ...endpoint } = fakeEndpoint(name, more);
  return { endpoint, tls: null, problem: null };
}
