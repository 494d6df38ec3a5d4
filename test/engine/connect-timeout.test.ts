import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TimedAgent, TimedTlsAgent } from '../../electron/engine/connect-timeout';

const sockets: Socket[] = [];
/** Accepts connections and says nothing unless a test does. One for each test: a late connection is never another's. */
let silent: Server;
let port = 0;

beforeEach(async () => {
  silent = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => socket.destroy());
  });
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const place = silent.address();
  port = typeof place === 'object' && place !== null ? place.port : 0;
});
afterEach(() => {
  vi.useRealTimers();
  for (const socket of sockets.splice(0)) socket.destroy();
  silent.close();
});

it('gives up when TLS is never agreed on', async () => {
  const request = tlsRequest({ host: '127.0.0.1', port, agent: new TimedTlsAgent({}, 20) });
  const [error] = (await once(request.end(), 'error')) as [NodeJS.ErrnoException];
  expect(error).toMatchObject({ code: 'ETIMEDOUT' });
});

it('waits for an answer as long as it takes once connected', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const agent = new TimedAgent(20);
  const request = plainRequest({ host: '127.0.0.1', port, agent });
  const accepted = once(silent, 'connection');
  const answered = once(request, 'response');
  const [socket] = (await once(request.end(), 'socket')) as [Socket];
  if (socket.connecting) await once(socket, 'connect');
  vi.advanceTimersByTime(3_600_000);
  const [other] = (await accepted) as [Socket];
  other.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  const [response] = (await answered) as [{ statusCode: number }];
  expect(response.statusCode).toBe(200);
  agent.destroy();
});
