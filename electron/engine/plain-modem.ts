import type { IncomingMessage, request as plainRequest, RequestOptions } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import type Dockerode from 'dockerode';

type Done = (error: unknown, answer: IncomingMessage | null) => void;
/** What the modem has made of a call: options of `node:http`, what the caller asked for, and what to send. */
type BuildRequest = (
  options: RequestOptions,
  context: { hijack?: boolean },
  data: string | Buffer | Readable | undefined,
  done: Done,
) => void;

/**
 * Lets a client send its calls with `node:http` itself. docker-modem 5 puts a follower of redirects in between:
 * an engine redirects nowhere, and what answers so makes it throw where nobody can catch. Every answer is handed
 * over with its head, whatever its status. Upgraded connections stay with the modem.
 */
export function sendPlainly(docker: Dockerode, request: typeof plainRequest): void {
  // Its types call this private; it is the one place that sees a call's options and its data.
  const modem = docker.modem as unknown as { buildRequest: BuildRequest };
  const upgrade = modem.buildRequest.bind(modem);
  modem.buildRequest = (options, context, data, done) => {
    if (context.hijack === true) upgrade(options, context, data, done);
    else send(request, options, data, done);
  };
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
    outgoing.once('response', (answer) => done(null, answer)).on('error', (error) => done(error, null));
    if (data === undefined || typeof data === 'string' || Buffer.isBuffer(data)) outgoing.end(data);
    else pipeline(data, outgoing, (error) => error && done(error, null));
  } catch (thrown) {
    done(thrown, null);
  }
}
