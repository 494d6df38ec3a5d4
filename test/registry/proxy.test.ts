import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { httpRequest } from '../../electron/registry/http-request';

/** A proxy that sends everything to one port, and notes what it was asked for. */
let proxy: Server;
let target: Server;
let asked: string[];

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listen = (server: Server) =>
  new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

beforeEach(async () => {
  asked = [];
  target = createServer((_request, response) => response.end('from the registry'));
  proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('through the proxy');
  });
  proxy.on('connect', ({ url }, socket) => {
    asked.push(`CONNECT ${url}`);
    // What speaks no TLS behind it is enough: the request has taken the way that is tested.
    const onward = connect(portOf(target), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on('error', () => undefined);
  });
  await Promise.all([listen(proxy), listen(target)]);
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY']) {
    vi.stubEnv(name, '');
    vi.stubEnv(name.toLowerCase(), '');
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  proxy.close();
  target.close();
});

const ask = (url: string) => httpRequest(new URL(url), {});

test('a registry without TLS is asked through HTTP_PROXY', async () => {
  vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${portOf(proxy)}`);
  expect(await ask('http://registry.example/v2/')).toMatchObject({ body: 'through the proxy' });
  expect(asked).toEqual(['GET http://registry.example/v2/']);
});

test('a registry with TLS is reached through a tunnel of HTTPS_PROXY', async () => {
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${portOf(proxy)}`);
  await expect(ask('https://registry.example/v2/')).rejects.toThrow(/wrong version|packet|EPROTO|SSL/i);
  expect(asked).toEqual(['CONNECT registry.example:443']);
});

test('NO_PROXY and this machine are asked directly', async () => {
  vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${portOf(proxy)}`);
  expect(await ask(`http://127.0.0.1:${portOf(target)}/`)).toMatchObject({ body: 'from the registry' });
  vi.stubEnv('NO_PROXY', '.invalid');
  await expect(ask('http://registry.invalid/v2/')).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/);
  expect(asked).toEqual([]);
});
