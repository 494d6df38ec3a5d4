import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
} from 'node:http2';
import type { Duplex } from 'node:stream';

/** A call that the other side has refused, in its own words. */
export class GrpcError extends Error {
  /** google.golang.org/grpc/codes */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'GrpcError';
    this.code = code;
  }
}

/** Flag and length before each message (gRPC over HTTP/2, "Length-Prefixed-Message"). */
const PREFIX = 5;

/** Calls over a connection that is there already; the gRPC library only makes its own. */
export class GrpcConnection {
  readonly #session: ClientHttp2Session;

  constructor(socket: Duplex) {
    this.#session = connect('http://engine', { createConnection: () => socket });
    // Each call tells what has happened to its connection.
    this.#session.on('error', () => undefined);
  }

  /** Sends one message and hands out those that come back. Throws `GrpcError` at their end. */
  async *call(path: string, message: Uint8Array, signal: AbortSignal): AsyncGenerator<Buffer> {
    const stream = this.#session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const cancel = () => stream.close();
    signal.addEventListener('abort', cancel, { once: true });
    const end = endOf(stream);
    try {
      stream.end(framed(message));
      yield* messagesOf(stream);
      const { code, text } = await end;
      signal.throwIfAborted();
      if (code !== 0) throw new GrpcError(code, text);
    } finally {
      signal.removeEventListener('abort', cancel);
      stream.close();
    }
  }

  close(): void {
    this.#session.destroy();
  }
}

function framed(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

async function* messagesOf(stream: ClientHttp2Stream): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    while (waiting.length >= PREFIX) {
      const end = PREFIX + waiting.readUInt32BE(1);
      if (waiting.length < end) break;
      yield waiting.subarray(PREFIX, end);
      waiting = waiting.subarray(end);
    }
  }
}

/** How a call ended; one that ends without a word has lost its connection. */
function endOf(stream: ClientHttp2Stream): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const read = (headers: IncomingHttpHeaders) => {
      const code = headers['grpc-status'];
      if (code === undefined) return;
      resolve({ code: Number(code), text: decodeURIComponent(String(headers['grpc-message'] ?? '')) });
    };
    stream.on('response', read);
    stream.on('trailers', read);
    stream.once('close', () => resolve({ code: 14, text: 'the connection was closed' }));
  });
}
