import type { IncomingMessage, request as plainRequest, RequestOptions } from 'node:http';
import { type Duplex, pipeline, type Readable } from 'node:stream';
import type Dockerode from 'dockerode';

/** What answers: a head with its body, or a connection in both directions where the call asked for one. */
export type Answer = IncomingMessage | Duplex;
type Done = (error: unknown, answer: Answer | null) => void;
/** What the modem has made of a call: options of `node:http`, what the caller asked for, and what to send. */
type BuildRequest = (
  options: RequestOptions,
  context: object,
  data: string | Buffer | Readable | undefined,
  done: Done,
) => void;

/**
 * Lets a client send its calls with `node:http` itself. docker-modem 5 puts a follower of redirects in between: an
 * engine redirects nowhere, what answers so makes it throw where nobody can catch, and with Electron 25 a call that can
 * be aborted ends the process. Every answer is handed over with its head, whatever its status; a call that asked for an
 * upgrade and gets it (101) is answered with the connection.
 */
export function sendPlainly(docker: Dockerode, request: typeof plainRequest): void {
  // Its types call this private; it is the one place that sees a call's options and its data.
  const modem = docker.modem as unknown as { buildRequest: BuildRequest };
  modem.buildRequest = (options, _context, data, done) => send(request, options, data, done);
}

function send(
  request: typeof plainRequest,
  options: RequestOptions,
  data: string | Buffer | Readable | undefined,
  done: Done,
): void {
  try {
    const outgoing = request(options);
    // An error after the head is the answer's own; whoever waits for the head has it by then.
    outgoing
      .once('response', (answer) => done(null, answer))
      .once('upgrade', (_answer, socket, head) => done(null, withHead(socket, head)))
      .on('error', (error) => done(error, null));
    if (data === undefined || typeof data === 'string' || Buffer.isBuffer(data)) outgoing.end(data);
    else pipeline(data, outgoing, (error) => error && done(error, null));
  } catch (thrown) {
    done(thrown, null);
  }
}

/** What came together with the head belongs to the connection. */
function withHead(socket: Duplex, head: Buffer): Duplex {
  if (head.length > 0) socket.unshift(head);
  return socket;
}
