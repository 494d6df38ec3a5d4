import { readFileSync } from 'node:fs';
import { type Agent, request as plainRequest, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { codedError } from '../core/coded-error';
import { TimedAgent, TimedTlsAgent } from './connect-timeout';
import { unreadable } from './contexts';
import type { EndpointTls, EngineTarget } from './engine';
import { type HostAddress, parseHost } from './host-address';
import { SshAgent } from './ssh-agent';

/** HTTP to one engine: where it is, over what, and what stands before every path. */
export interface EngineHttp {
  readonly request: typeof plainRequest;
  /** Socket or host and port, and the agent that keeps the connections. */
  readonly place: RequestOptions;
  /** `/v1.44`, with the prefix of the host in front; empty before a version is agreed on. */
  readonly basePath: string;
}

/** The way to an engine, before anything is known of it. */
export interface Transport {
  /** Calls with this API version; without one the engine takes its newest. */
  at(apiVersion: string | null): EngineHttp;
  /** Ends its connections; calls under way end as lost. */
  close(): void;
}

/**
 * Prepares the way to an endpoint without connecting: agents that keep connections, TLS files read now.
 * Throws the target's own problem, or a coded error for a host of an unknown kind and for TLS files that
 * cannot be read.
 *
 * No client library stands between: docker-modem 5 reads `DOCKER_HOST` whatever it is told, never ends when a
 * connection is cut inside a body that it collects, and follows redirects with an exception nobody can catch.
 */
export function openTransport({ endpoint, tls, problem }: EngineTarget): Transport {
  if (problem !== null) throw codedError(problem.code, problem.detail, problem);
  const address = parseHost(endpoint.host);
  if (address === null) throw codedError('bad-input', `unknown kind of host: ${endpoint.host}`);
  const agent = agentFor(address, tls);
  const place = { ...placeOf(address), agent };
  const request = tls === null ? plainRequest : tlsRequest;
  const prefix = address.transport === 'tcp' ? address.prefix.replace(/\/$/, '') : '';
  return {
    at: (apiVersion) => ({
      request,
      place,
      basePath: apiVersion === null ? prefix : `${prefix}/v${apiVersion}`,
    }),
    close: () => agent.destroy(),
  };
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

function placeOf(address: HostAddress): RequestOptions {
  switch (address.transport) {
    case 'unix':
    case 'npipe':
      return { socketPath: address.path };
    case 'tcp':
      return { host: address.hostname, port: address.port };
    case 'ssh':
      // The agent knows the way; HTTP only needs some name.
      return { host: 'docker', port: 80 };
  }
}
