import { type AgentOptions, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions as TlsAgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';

/** How long an engine may take to accept a connection, milliseconds. Once connected, nothing is timed. */
export const CONNECT_TIMEOUT = 10_000;

/** Idle connections are kept for the next call; an engine that restarts closes them. */
const KEPT: AgentOptions = { keepAlive: true, maxFreeSockets: 4 };

type Created = Duplex | null | undefined;

/** An agent for sockets, pipes and TCP that gives up connecting after a while, and only connecting. */
export class TimedAgent extends HttpAgent {
  constructor() {
    super(KEPT);
  }

  override createConnection(...args: Parameters<HttpAgent['createConnection']>): Created {
    return giveUpLate(super.createConnection(...args), 'connect');
  }
}

/** The same over TLS; the handshake counts as connecting. */
export class TimedTlsAgent extends HttpsAgent {
  constructor(options: TlsAgentOptions) {
    super({ ...KEPT, ...options });
  }

  override createConnection(...args: Parameters<HttpsAgent['createConnection']>): Created {
    return giveUpLate(super.createConnection(...args), 'secureConnect');
  }
}

function giveUpLate(socket: Created, connected: 'connect' | 'secureConnect'): Created {
  if (!socket) return socket;
  const timer = setTimeout(() => socket.destroy(timeoutError(socket)), CONNECT_TIMEOUT);
  const stop = () => clearTimeout(timer);
  socket.once(connected, stop).once('close', stop);
  return socket;
}

function timeoutError(socket: Duplex): Error {
  const step = socket instanceof TLSSocket ? 'connecting and agreeing on TLS' : 'connecting';
  return Object.assign(new Error(`${step} took longer than ${CONNECT_TIMEOUT / 1000} s`), {
    code: 'ETIMEDOUT',
  });
}
