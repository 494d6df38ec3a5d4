import { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import type Dockerode from 'dockerode';
import { EngineHttpError, toCodedError } from './engine-error';
import type { ErrorContext } from './error-context';
import { readReason } from './request';

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

function dial(docker: Dockerode, { path, headers, body, signal, context }: UpgradeRequest): Promise<Duplex> {
  const options = {
    path,
    method: 'POST',
    hijack: true,
    isStream: true,
    headers: { ...headers },
    options: { _query: {}, _body: body ?? {} },
    abortSignal: signal,
    statusCodes: {},
  };
  return new Promise((resolve, reject) => {
    docker.modem.dial(options, (error, answer) => {
      if (answer instanceof IncomingMessage) refusal(answer, context).then(reject, reject);
      else if (answer instanceof Duplex) resolve(answer);
      else reject(error ?? new TypeError('the engine client gave no connection'));
    });
  });
}

/** An answer instead of a connection is an error, or an engine that cannot do this. */
async function refusal(answer: IncomingMessage, context: ErrorContext | undefined): Promise<unknown> {
  return toCodedError(new EngineHttpError(answer.statusCode ?? 0, await readReason(answer)), context);
}
