import { readFileSync } from 'node:fs';
import { type Agent, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type Dockerode from 'dockerode';
import { codedError } from '../core/coded-error';
import { TimedAgent, TimedTlsAgent } from './connect-timeout';
import { unreadable } from './contexts';
import type { EndpointTls, EngineTarget } from './engine';
import { type HostAddress, parseHost } from './host-address';
import { sendPlainly } from './plain-modem';
import { SshAgent } from './ssh-agent';

/** The way to an engine, before anything is known of it. */
export interface Transport {
  /** Calls with this API version; without one the engine takes its newest. */
  at(apiVersion: string | null): Dockerode;
  /** Ends its connections; calls under way end as lost. */
  close(): void;
}

/** Everything that dockerode would otherwise take from the environment, said explicitly. */
interface Place {
  protocol: 'http' | 'https';
  host: string | undefined;
  port: number | undefined;
  socketPath: string | undefined;
}

/**
 * Prepares the way to an endpoint without connecting: agents that keep connections, TLS files read now.
 * Throws the target's own problem, or a coded error for a host of an unknown kind and for TLS files that
 * cannot be read.
 */
export async function openTransport({ endpoint, tls, problem }: EngineTarget): Promise<Transport> {
  if (problem !== null) throw codedError(problem.code, problem.detail, problem);
  const address = parseHost(endpoint.host);
  if (address === null) {
    throw codedError('bad-input', `unknown kind of host: ${endpoint.host}`, {
      params: { host: endpoint.host, reason: 'bad-address' },
    });
  }
  const agent = agentFor(address, tls);
  // Not with the program: it takes longer to read than all the rest, and the window need not wait for it.
  const { default: Client } = await import('dockerode');
  const place = placeOf(address, tls);
  return {
    at: (apiVersion) => clientFor(Client, place, agent, basePath(address, apiVersion)),
    close: () => agent.destroy(),
  };
}

/** What stands before every path. The modem's own prefix is lost on the way, so it is part of the version. */
function basePath(address: HostAddress, apiVersion: string | null): string | undefined {
  const prefix = address.transport === 'tcp' ? address.prefix.replace(/^\/|\/$/g, '') : '';
  const parts = [prefix, apiVersion === null ? '' : `v${apiVersion}`].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join('/');
}

function clientFor(
  Client: typeof Dockerode,
  place: Place,
  agent: Agent,
  version: string | undefined,
): Dockerode {
  const nothing = { ca: undefined, cert: undefined, key: undefined, timeout: undefined, pathPrefix: '/' };
  const options = { ...nothing, ...place, agent, version };
  const docker = withoutDockerHost(() => new Client(options as Dockerode.DockerOptions));
  sendPlainly(docker, place.protocol === 'https' ? tlsRequest : plainRequest);
  return docker;
}

/**
 * docker-modem 5 reads `DOCKER_HOST` and its certificates whatever it is told, and throws when they are broken.
 * They are decided before, so they are out of its sight while it is made; nothing else runs meanwhile.
 */
function withoutDockerHost<T>(make: () => T): T {
  const kept = process.env.DOCKER_HOST;
  delete process.env.DOCKER_HOST;
  try {
    return make();
  } finally {
    if (kept !== undefined) process.env.DOCKER_HOST = kept;
  }
}

function agentFor(address: HostAddress, tls: EndpointTls | null): Agent {
  if (address.transport === 'ssh') return new SshAgent(address);
  return tls === null ? new TimedAgent() : new TimedTlsAgent(tlsOptions(tls));
}

/** `verify` false checks nothing at all; a file that is named has to be there. */
function tlsOptions({ caFile, certFile, keyFile, verify }: EndpointTls) {
  return {
    rejectUnauthorized: verify,
    ...(caFile === null ? {} : { ca: readPem(caFile) }),
    ...(certFile === null ? {} : { cert: readPem(certFile) }),
    ...(keyFile === null ? {} : { key: readPem(keyFile) }),
  };
}

function readPem(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const { detail, params } = unreadable(path, cause);
    throw codedError('tls-failure', detail, { params, next: [{ step: 'choose-engine' }], cause });
  }
}

function placeOf(address: HostAddress, tls: EndpointTls | null): Place {
  switch (address.transport) {
    case 'unix':
    case 'npipe':
      return { protocol: 'http', host: undefined, port: undefined, socketPath: address.path };
    case 'tcp':
      return {
        protocol: tls === null ? 'http' : 'https',
        host: urlHost(address.hostname),
        port: address.port,
        socketPath: undefined,
      };
    case 'ssh':
      // The agent knows the way; HTTP only needs some name.
      return { protocol: 'http', host: urlHost('docker'), port: 80, socketPath: undefined };
  }
}

/** The modem takes a bare name apart as if it were a path. */
const urlHost = (hostname: string) => `http://${hostname.includes(':') ? `[${hostname}]` : hostname}`;
