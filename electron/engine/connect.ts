import type Dockerode from 'dockerode';
import type { EngineEndpoint } from '../contract';
import { negotiateApi } from './api-version';
import type { Engine, EngineTarget } from './engine';
import { toCodedError } from './engine-error';
import { toEngineInfo } from './engine-info';
import { asFields, type Fields, textOf } from './fields';
import { readJson } from './request';
import { openTransport, type Transport } from './transport';

/**
 * Connects to an endpoint: asks for its version, agrees on an API version and learns what it can do. The
 * caller closes the engine. Throws coded errors: the target's own problem, `engine-unreachable` (with
 * `reason`), `tls-failure`, `unknown-api`, `timeout` when `signal` was a timeout's.
 */
export async function connectEngine(
  target: EngineTarget,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Engine> {
  const transport = await openTransport(target);
  try {
    return await introduce(target, transport, signal);
  } catch (thrown) {
    transport.close();
    throw toCodedError(thrown, { host: target.endpoint.host });
  }
}

async function introduce(target: EngineTarget, transport: Transport, signal?: AbortSignal): Promise<Engine> {
  const { endpoint } = target;
  const ask = async (docker: Dockerode, path: string): Promise<Fields> =>
    asFields(await readJson(docker, { method: 'GET', path, signal, context: { host: endpoint.host } }), path);
  const version = await ask(transport.at(null), '/version');
  const apiVersion = negotiateApi(textOf(version.ApiVersion), textOf(version.MinAPIVersion));
  const docker = transport.at(apiVersion);
  const info = toEngineInfo(version, await ask(docker, '/info'), apiVersion);
  return {
    id: endpoint.id,
    name: endpoint.name,
    endpoint: { ...endpoint, probe: answersOf(info) },
    info,
    docker,
    close: () => transport.close(),
  };
}

const answersOf = ({ version, product, storageDriver }: Engine['info']): EngineEndpoint['probe'] => ({
  state: 'answers',
  version,
  product,
  storageDriver,
});
