import { type AgentOptions, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions as TlsAgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { TimeLimitReached } from '../core/time-limit';

/** How long an engine may take to accept a connection, milliseconds. Once connected, nothing is timed. */
export const CONNECT_TIMEOUT = 10_000;

/** Idle connections are kept for the next call; an engine that restarts closes them. */
const KEPT: AgentOptions = { keepAlive: true, maxFreeSockets: 4 };

type Created = Duplex | null | undefined;

/** An agent for sockets, pipes and TCP that gives up connecting after a while, and only connecting. */
export class TimedAgent extends HttpAgent {
  readonly #timeout: number;

  constructor(timeout = CONNECT_TIMEOUT) {
    super(KEPT);
    this.#timeout = timeout;
  }

  override createConnection(...args: Parameters<HttpAgent['createConnection']>): Created {
    return giveUpLate(super.createConnection(...args), 'connect', this.#timeout);
  }
}

/** The same over TLS; the handshake counts as connecting. */
export class TimedTlsAgent extends HttpsAgent {
  readonly #timeout: number;

  constructor(options: TlsAgentOptions, timeout = CONNECT_TIMEOUT) {
    super({ ...KEPT, ...options });
    this.#timeout = timeout;
  }

  override createConnection(...args: Parameters<HttpsAgent['createConnection']>): Created {
    return giveUpLate(super.createConnection(...args), 'secureConnect', this.#timeout);
  }
}

function giveUpLate(socket: Created, connected: 'connect' | 'secureConnect', timeout: number): Created {
  if (!socket) return socket;
  const timer = setTimeout(() => socket.destroy(timeoutError(timeout)), timeout);
  const stop = () => clearTimeout(timer);
  socket.once(connected, stop).once('close', stop);
  return socket;
}

const timeoutError = (timeout: number) =>
  Object.assign(new TimeLimitReached(timeout, `no connection within ${timeout} ms`), { code: 'ETIMEDOUT' });
