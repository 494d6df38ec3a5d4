import type { Duplex } from 'node:stream';
import type Dockerode from 'dockerode';
import { toCodedError } from './engine-error';
import type { ErrorContext } from './error-context';

export interface UpgradeRequest {
  /** Without the version prefix; query included. */
  path: string;
  headers?: Record<string, string | string[]>;
  /** Sent as JSON. */
  body?: object;
  /** Closes the connection, at any time. */
  signal: AbortSignal;
  context?: ErrorContext;
}

/**
 * Turns a POST into a connection in both directions (HTTP upgrade, which the engine answers with 101): attached
 * terminals and sessions of builds. Whoever asked closes it. Throws coded errors.
 */
export async function openUpgrade(docker: Dockerode, request: UpgradeRequest): Promise<Duplex> {
  request.signal.throwIfAborted();
  try {
    const socket = await dial(docker, request);
    const close = () => socket.destroy();
    request.signal.addEventListener('abort', close, { once: true });
    socket.once('close', () => request.signal.removeEventListener('abort', close));
    if (request.signal.aborted) close();
    return socket;
  } catch (thrown) {
    throw toCodedError(thrown, request.context, request.signal);
  }
}

function dial(docker: Dockerode, { path, headers, body, signal }: UpgradeRequest): Promise<Duplex> {
  const options = {
    path,
    method: 'POST',
    hijack: true,
    isStream: true,
    headers: { ...headers },
    options: { _query: {}, _body: body ?? {} },
    abortSignal: signal,
    statusCodes: { 101: true, 200: true },
  };
  return new Promise((resolve, reject) => {
    docker.modem.dial(options, (error, answer) => {
      if (error !== null && error !== undefined) reject(error);
      else resolve(answer as Duplex);
    });
  });
}
