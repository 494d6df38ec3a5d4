import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { parseChallenge } from '../../electron/registry/challenge';
import { checkSignIn } from '../../electron/registry/check-sign-in';
import type { Credentials } from '../../electron/registry/credentials';
import { listTags } from '../../electron/registry/list-tags';
import { isLoopback } from '../../electron/registry/loopback';
import { nextPage } from '../../electron/registry/next-page';
import { searchCatalogue } from '../../electron/registry/search-registry';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const access = (domain: string, credentials?: Partial<Credentials>) => ({
  domain,
  certificateFolders: [],
  credentials: credentials && {
    serverAddress: domain,
    username: '',
    password: '',
    identityToken: '',
    ...credentials,
  },
});

describe('signing in at a registry', () => {
  test('with basic authentication', async () => {
    const domain = await serve((request, response) => {
      const known = request.headers.authorization === basic('me:right');
      response.writeHead(known ? 200 : 401, { 'www-authenticate': 'Basic realm="here"' }).end('{}');
    });
    await checkSignIn(access(domain, { username: 'me', password: 'right' }));
    const refused = checkSignIn(access(domain, { username: 'me', password: 'wrong' }));
    await expect(refused).rejects.toMatchObject({
      appError: { code: 'unauthorised', next: [{ step: 'sign-in', server: domain }] },
    });
  });

  test('with a token from the server that it names', async () => {
    const asked: string[] = [];
    const tokens = await serve((request, response) => {
      asked.push(request.url ?? '');
      const known = request.headers.authorization === basic('me:right');
      response.writeHead(known ? 200 : 401).end(known ? '{"token": "good"}' : '{"details": "no"}');
    });
    const domain = await serve((request, response) => {
      if (request.headers.authorization === 'Bearer good') response.end('{}');
      else
        response
          .writeHead(401, { 'www-authenticate': `Bearer realm="http://${tokens}/token?a=b",service="reg"` })
          .end('{}');
    });
    await checkSignIn(access(domain, { username: 'me', password: 'right' }));
    expect(asked).toEqual(['/token?a=b&service=reg&account=me']);
    await expect(checkSignIn(access(domain, { username: 'me', password: 'wrong' }))).rejects.toMatchObject({
      appError: { code: 'unauthorised' },
    });
  });

  test('with an identity token, which is exchanged and not sent to the registry', async () => {
    const heard: string[] = [];
    const tokens = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        heard.push(body);
        response.end('{"access_token": "good"}');
      });
    });
    const domain = await serve((request, response) => {
      heard.push(request.headers.authorization ?? '');
      if (request.headers.authorization === 'Bearer good') response.end('{}');
      else
        response
          .writeHead(401, { 'www-authenticate': `Bearer realm="http://${tokens}/",service="reg"` })
          .end();
    });
    await checkSignIn(access(domain, { identityToken: 'refresh' }));
    expect(heard).toEqual([
      '',
      'service=reg&grant_type=refresh_token&client_id=layeryard&refresh_token=refresh',
      'Bearer good',
    ]);
  });

  test('never sends anything to a token server without TLS elsewhere', async () => {
    const domain = await serve((_request, response) => {
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="http://tokens.example/"' }).end();
    });
    await expect(checkSignIn(access(domain, { username: 'me', password: 'x' }))).rejects.toMatchObject({
      appError: { code: 'bad-response' },
    });
  });

  test('follows no redirect, so that no sign-in goes where it does not belong', async () => {
    let stolen = '';
    const thief = await serve((request, response) => {
      stolen = request.headers.authorization ?? 'asked';
      response.end('{}');
    });
    const domain = await serve((_request, response) => {
      response.writeHead(302, { location: `http://${thief}/v2/` }).end();
    });
    await expect(checkSignIn(access(domain, { username: 'me', password: 'x' }))).rejects.toMatchObject({
      appError: { code: 'registry-error' },
    });
    expect(stolen).toBe('');
  });

  test.each([
    [403, 'denied'],
    [404, 'not-found'],
    [429, 'rate-limited'],
    [500, 'registry-error'],
  ])('answers status %i with the code %s', async (status, code) => {
    const domain = await serve((_request, response) => {
      response.writeHead(status).end('{"errors": [{"message": "because"}]}');
    });
    await expect(checkSignIn(access(domain))).rejects.toMatchObject({
      appError: { code, detail: 'because' },
    });
  });

  test('says when nobody listens', async () => {
    const domain = await serve(() => undefined);
    servers.pop()?.close();
    await expect(checkSignIn(access(domain))).rejects.toMatchObject({ appError: { code: 'network-down' } });
  });
});

describe('what registries list', () => {
  test('tags come from all pages, once each, and end where the registry goes in circles', async () => {
    const domain = await serve((request, response) => {
      const last = new URL(request.url ?? '', 'http://x').searchParams.get('last');
      if (last === null) response.setHeader('link', '</v2/a/b/tags/list?n=500&last=2>; rel="next"');
      response.end(JSON.stringify({ tags: last === null ? ['1', '2'] : ['3'] }));
    });
    expect(await listTags(access(domain), 'a/b')).toEqual(['1', '2', '3']);
    expect(nextPage('</same>; rel="next"', '/same')).toBeNull();
    expect(nextPage('<https://elsewhere.example/v2/x?last=1>; rel=next', '/v2/x')).toBe('/v2/x?last=1');
  });

  test('a repository without tags has none', async () => {
    const domain = await serve((_request, response) => response.end('{"name": "a", "tags": null}'));
    expect(await listTags(access(domain), 'a')).toEqual([]);
  });

  test('the catalogue is searched by name', async () => {
    const domain = await serve((_request, response) =>
      response.end('{"repositories": ["team/app", "team/tool", "application"]}'),
    );
    const found = await searchCatalogue(access(domain), 'App');
    expect(found.map(({ name }) => name)).toEqual(['team/app', 'application']);
  });

  test('an answer that is no JSON is said to be none', async () => {
    const domain = await serve((_request, response) => response.end('<html>'));
    await expect(listTags(access(domain), 'a')).rejects.toMatchObject({ appError: { code: 'bad-response' } });
  });
});

test('challenges are read in every spelling', () => {
  expect(parseChallenge('Basic realm="x"')).toEqual({ scheme: 'basic' });
  expect(parseChallenge('Bearer realm="https://a/t",service="s",scope="repository:a/b:pull,push"')).toEqual({
    scheme: 'bearer',
    realm: 'https://a/t',
    service: 's',
    scope: 'repository:a/b:pull,push',
  });
  expect(parseChallenge('BEARER Realm=https://a')).toMatchObject({ scheme: 'bearer', realm: 'https://a' });
  expect(parseChallenge('Bearer service="s"')).toBeNull();
  expect(parseChallenge(undefined)).toBeNull();
});

test('only this machine is loopback', () => {
  expect(['localhost', 'localhost:5000', '127.0.0.1:1', '127.9.9.9', '[::1]:5000'].every(isLoopback)).toBe(
    true,
  );
  expect(['localhost.example', '127.0.0.1.example', '10.0.0.1', 'docker.io'].some(isLoopback)).toBe(false);
});
