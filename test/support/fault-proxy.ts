import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as plainRequest,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer, request as tlsRequest } from 'node:https';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { PassThrough, pipeline, type Transform } from 'node:stream';
import { connect as tlsConnect } from 'node:tls';
import {
  type Fault,
  type FaultRule,
  FaultRules,
  inPieces,
  limited,
  throttled,
  withMalformedLine,
} from './faults';
import { freePort } from './free-port';
import { temporaryFolder } from './temporary-folder';

/** The other side of a proxy. */
export type ProxyTarget =
  | { socketPath: string }
  /** `ca`: PEM of the authority of a target that serves TLS. */
  | { host: string; port: number; ca?: string };

export interface FaultProxyOptions {
  target: ProxyTarget;
  /** A Unix socket by default. `address` is 127.0.0.1 by default; `tls` serves with this certificate. */
  listen?: 'unix' | { address?: string; tls?: { certificate: string; key: string } };
}

export interface FaultProxy {
  /** As for DOCKER_HOST: `unix://…` or `tcp://…`. */
  host: string;
  /** `ADDRESS:PORT` of a TCP listener, as the first part of a reference; else the path of the socket. */
  name: string;
  /** `METHOD PATH` of every request so far. */
  requests: string[];
  /** Replaces the rules; without any, everything passes as it is. The first rule that fits decides. */
  setFaults(...rules: FaultRule[]): void;
  /** Ends every connection and refuses new ones: as if the other side had ended. */
  goDown(): Promise<void>;
  /** Listens again, at the same place. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a proxy that passes HTTP, streams and upgraded connections, and lets requests fail as its rules say. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { target, listen = 'unix' } = options;
  const rules = new FaultRules();
  const requests: string[] = [];
  const place = await listeningPlace(listen);
  const connections = new Set<Socket>();

  const server = makeServer(listen);
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    requests.push(`${request.method} ${request.url}`);
    const fault = rules.take(request.method ?? 'GET', request.url ?? '/');
    pass(request, response, target, fault);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    requests.push(`${request.method} ${request.url}`);
    passUpgrade(request, socket, head, target);
  });

  const comeBack = async (): Promise<void> => {
    server.listen(place.listen);
    await once(server, 'listening');
    server.unref();
  };
  const goDown = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of connections) socket.destroy();
    await closed;
  };
  await comeBack();
  return {
    host: place.host,
    name: place.name,
    requests,
    setFaults: (...next) => rules.set(next),
    goDown,
    comeBack,
    stop: goDown,
  };
}

async function listeningPlace(listen: NonNullable<FaultProxyOptions['listen']>) {
  if (listen === 'unix') {
    const path = join(await temporaryFolder(), 'proxy.sock');
    return { listen: { path }, host: `unix://${path}`, name: path };
  }
  const host = listen.address ?? '127.0.0.1';
  const port = await freePort(host);
  return { listen: { host, port }, host: `tcp://${host}:${port}`, name: `${host}:${port}` };
}

function makeServer(listen: NonNullable<FaultProxyOptions['listen']>): Server {
  // Pushes and builds may send for longer than the time Node allows a request.
  const settings = { requestTimeout: 0, noDelay: true };
  if (listen === 'unix' || listen.tls === undefined) return createServer(settings);
  return createTlsServer({ ...settings, cert: listen.tls.certificate, key: listen.tls.key });
}

function pass(request: IncomingMessage, response: ServerResponse, target: ProxyTarget, fault?: Fault): void {
  switch (fault?.kind) {
    case 'silence':
      return;
    case 'status':
      answerWith(response, fault);
      return;
    case 'delay':
      setTimeout(() => forward(request, response, target, fault), fault.milliseconds);
      return;
    case 'cut':
    case 'throttle':
    case 'malformed':
    case 'split':
    case undefined:
      forward(request, response, target, fault);
  }
}

function answerWith(response: ServerResponse, fault: Extract<Fault, { kind: 'status' }>): void {
  const { status, body = { message: `Answered with ${status}` }, headers } = fault;
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  target: ProxyTarget,
  fault?: Fault,
): void {
  const cut = (): void => {
    request.socket.destroy();
  };
  const outgoing = ask(request, target);
  // When either side goes, so does the other: that is what a connection without a proxy would do.
  outgoing.on('error', cut);
  response.on('close', () => outgoing.destroy());
  outgoing.on('response', (incoming) => {
    response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage, answerHeaders(incoming, fault));
    response.flushHeaders();
    pipeline(incoming, onAnswer(fault, cut), response, (error) => {
      if (error) cut();
    });
  });
  const early =
    fault?.kind === 'cut' && fault.side === 'request' ? limited(fault.afterBytes, cut) : new PassThrough();
  request.pipe(early).pipe(outgoing);
}

function ask(request: IncomingMessage, target: ProxyTarget) {
  const options: RequestOptions = {
    method: request.method,
    path: request.url,
    agent: false,
    headers: request.headers,
  };
  if ('socketPath' in target) return plainRequest({ ...options, socketPath: target.socketPath });
  const { host, port, ca } = target;
  return ca === undefined
    ? plainRequest({ ...options, host, port })
    : tlsRequest({ ...options, host, port, ca });
}

/** Headers one by one, so that those which come twice stay apart. */
function answerHeaders(incoming: IncomingMessage, fault?: Fault): string[] {
  const changed = fault?.kind === 'malformed';
  const dropped = changed ? ['content-length', 'transfer-encoding'] : ['transfer-encoding'];
  const headers: string[] = [];
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = incoming.rawHeaders.slice(index, index + 2);
    if (!dropped.includes(name.toLowerCase())) headers.push(name, value);
  }
  return headers;
}

function onAnswer(fault: Fault | undefined, cut: () => void): Transform {
  if (fault?.kind === 'cut' && fault.side === 'response') return limited(fault.afterBytes, cut);
  if (fault?.kind === 'throttle') return throttled(fault.bytesPerSecond);
  if (fault?.kind === 'malformed') return withMalformedLine(fault.afterLines);
  if (fault?.kind === 'split') return inPieces(fault.size);
  return new PassThrough();
}

/** Attached containers and build sessions turn the connection into one of bytes: from here on nothing is looked at. */
function passUpgrade(request: IncomingMessage, socket: Socket, head: Buffer, target: ProxyTarget): void {
  const other = open(target);
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    lines.push(`${request.rawHeaders[index]}: ${request.rawHeaders[index + 1]}`);
  }
  other.write(`${lines.join('\r\n')}\r\n\r\n`);
  other.write(head);
  const end = (): void => {
    socket.destroy();
    other.destroy();
  };
  for (const side of [socket, other]) side.on('error', end);
  socket.on('close', end);
  socket.pipe(other);
  other.pipe(socket);
}

function open(target: ProxyTarget): Socket {
  if ('socketPath' in target) return connect({ path: target.socketPath, allowHalfOpen: true });
  const { host, port, ca } = target;
  return ca === undefined ? connect({ port, host, allowHalfOpen: true }) : tlsConnect({ host, port, ca });
}
