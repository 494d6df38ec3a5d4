import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { EngineSocket } from '../support/engine-call';
import { buildImage } from '../support/images';
import { startRegistry } from '../support/registry';

/** Blobs above this size are held. */
const LARGE = 100_000;
const FIRST = 30_000;
/** Milliseconds between one piece and the next. */
const PAUSE = 50;

export interface Held {
  /** Resolves when the engine gives up on the blob. */
  dropped: Promise<unknown>;
}

export interface HoldingRegistry {
  /** `127.0.0.1:PORT`, which stops in the middle of every large blob, in either direction. */
  name: string;
  /** The same registry without that. */
  open: string;
  /** Resolves when a blob is under way and stuck. */
  held(): Promise<Held>;
  stop(): Promise<void>;
}

/** A registry whose large blobs begin and never end, so that work can be caught in the middle. */
export async function startHoldingRegistry(): Promise<HoldingRegistry> {
  const registry = await startRegistry();
  const waiting: ((held: Held) => void)[] = [];
  const hold: Hold = (dropped) => {
    for (const tell of waiting.splice(0)) tell({ dropped });
  };
  const server = createServer((incoming, response) => forward(registry.name, incoming, response, hold));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  return {
    name: `127.0.0.1:${typeof place === 'object' ? place?.port : ''}`,
    open: registry.name,
    held: () => new Promise((resolve) => waiting.push(resolve)),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await registry.stop();
    },
  };
}

/** An image with one layer of random bytes that is certain to be held. */
export const buildLargeImage = (engine: EngineSocket, tag: string, bytes = 400_000): Promise<string> =>
  buildImage(engine, {
    tag,
    dockerfile: 'FROM scratch\nCOPY large /large\n',
    files: [{ name: 'large', content: randomBytes(bytes) }],
  });

type Hold = (dropped: Promise<unknown>) => void;

function forward(target: string, incoming: IncomingMessage, response: ServerResponse, hold: Hold): void {
  if (isLargeUpload(incoming)) {
    holdUpload(incoming, hold);
    return;
  }
  const [host, port] = target.split(':');
  const outgoing = request({
    host,
    port,
    method: incoming.method,
    path: incoming.url,
    headers: incoming.headers,
  });
  outgoing.on('error', () => response.destroy());
  response.on('close', () => outgoing.destroy());
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    if (incoming.method === 'HEAD' || Number(answer.headers['content-length'] ?? 0) < LARGE)
      answer.pipe(response);
    else answer.once('data', (chunk: Buffer) => holdDownload(answer.pause(), response, chunk, hold));
  });
  incoming.pipe(outgoing);
}

/** Large blobs come in one request: chunked from the graph driver, counted from containerd. */
const isLargeUpload = ({ method, headers }: IncomingMessage) =>
  (method === 'PATCH' || method === 'PUT') &&
  (headers['transfer-encoding'] === 'chunked' || Number(headers['content-length'] ?? 0) >= LARGE);

/** Reads so slowly that the end is far away, but would notice when nobody sends any more. */
function holdUpload(incoming: IncomingMessage, hold: Hold): void {
  hold(closed(incoming));
  incoming.on('data', () => {
    incoming.pause();
    setTimeout(() => incoming.resume(), PAUSE);
  });
}

/** Sends so little that the end is far away: an engine notices only with a next byte that nobody wants it. */
function holdDownload(answer: IncomingMessage, response: ServerResponse, chunk: Buffer, hold: Hold): void {
  response.write(chunk.subarray(0, FIRST));
  const timer = setInterval(() => response.write(Buffer.alloc(1)), PAUSE);
  response.once('close', () => {
    clearInterval(timer);
    answer.destroy();
  });
  hold(closed(response));
}

/** Resolves when the connection of a message is gone, whether in peace or not. */
function closed(message: IncomingMessage | ServerResponse): Promise<void> {
  message.on('error', () => message.destroy());
  return new Promise((resolve) => message.once('close', resolve));
}
