import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TimeLimitReached } from '../../electron/core/time-limit';
import { connectEngine } from '../../electron/engine/connect';
import { listImages } from '../../electron/engine/list-images';
import { ping } from '../../electron/engine/ping';
import { probeEndpoint } from '../../electron/engine/probe';
import { makeAuthority } from '../support/certificates';
import { startEngine, type Engine as TestEngine } from '../support/engines';
import { startFaultProxy } from '../support/fault-proxy';
import { freePort } from '../support/free-port';
import { temporaryFolder } from '../support/temporary-folder';
import { connectTo, failureOf, kinds, targetFor, useEngine } from './connected';

describe.each(kinds)('connecting to the %s engine', (kind) => {
  const subject = useEngine(kind);

  it('learns what it is', () => {
    expect(subject.engine.info).toMatchObject({
      product: 'docker',
      version: subject.address.version,
      apiVersion: subject.address.apiVersion,
      os: 'linux',
      arch: 'amd64',
      storageDriver: kind === 'classic' ? 'overlay2' : 'overlayfs',
      imageStore: kind === 'classic' ? 'graph' : 'containerd',
      name: expect.stringMatching(/./),
      rootDir: expect.stringMatching(/^\//),
    });
  });

  it('finds everything that a current Docker Engine can do', () => {
    const lacking = Object.entries(subject.engine.info.capabilities)
      .filter(([, { available }]) => !available)
      .map(([name]) => name);
    // Only experimental engines squash, and 20.10 is too old for further contexts.
    expect(lacking).toEqual(kind === 'classic' ? ['squash', 'build-contexts'] : ['squash']);
  });

  it('tells its version before anybody chooses it', async () => {
    expect(await probeEndpoint(targetFor({ DOCKER_HOST: subject.address.host }))).toEqual({
      state: 'answers',
      version: subject.address.version,
      product: 'docker',
      storageDriver: subject.engine.info.storageDriver,
    });
  });

  it('goes on after it was away', async () => {
    const proxy = await startFaultProxy({ target: { socketPath: subject.address.socketPath } });
    const engine = await connectTo(proxy.host);
    await listImages(engine);
    await proxy.goDown();
    expect((await failureOf(listImages(engine))).code).toMatch(/^engine-(lost|unreachable)$/);
    await proxy.comeBack();
    await ping(engine);
    engine.close();
    await proxy.stop();
  });
});

describe('an endpoint that cannot be reached', () => {
  const failure = (host: string) => failureOf(connectTo(host));
  const unreachable = (host: string, reason: string) => ({
    code: 'engine-unreachable',
    params: { host, reason },
    next: [{ step: 'retry' }, { step: 'choose-engine' }],
  });

  it('has no socket', async () => {
    expect(await failure('unix:///nonexistent/d.sock')).toMatchObject(
      unreachable('unix:///nonexistent/d.sock', 'missing'),
    );
  });

  it('has a socket that nobody listens on', async () => {
    const host = `tcp://127.0.0.1:${await freePort()}`;
    expect(await failure(host)).toMatchObject(unreachable(host, 'refused'));
  });

  it('has a file where its socket should be', async () => {
    const path = join(await temporaryFolder(), 'd.sock');
    await writeFile(path, '');
    expect(await failure(`unix://${path}`)).toMatchObject({ code: 'engine-unreachable' });
  });

  it('has a name that nobody knows', async () => {
    expect(await failure('tcp://nowhere.invalid:2375')).toMatchObject(
      unreachable('tcp://nowhere.invalid:2375', 'unknown-host'),
    );
  });

  it('is described by the probe instead of thrown', async () => {
    expect(await probeEndpoint(targetFor({ DOCKER_HOST: 'unix:///nonexistent/d.sock' }))).toMatchObject({
      state: 'failed',
      error: { code: 'engine-unreachable' },
    });
  });

  it('throws its own problem when the command line would refuse it', async () => {
    expect(await failure('gopher://x')).toMatchObject({ code: 'bad-input', params: { host: 'gopher://x' } });
  });

  it('that accepts and never answers is given up by whoever set a limit', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const place = silent.address();
    const host = `tcp://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`;
    const limit = new AbortController();
    const reason = new TimeLimitReached(8000);
    silent.once('connection', () => limit.abort(reason));
    const failed = failureOf(connectEngine(targetFor({ DOCKER_HOST: host }), { signal: limit.signal }));
    expect(await failed).toMatchObject({
      code: 'timeout',
      params: { host, seconds: '8' },
      detail: 'took longer than 8 s',
      why: 'no-answer-within',
    });
    silent.close();
  });
});

describe('something that is no engine', () => {
  const servers: { close(): unknown }[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function answering(
    status: number,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<string> {
    const server = createHttpServer((_, response) => response.writeHead(status, headers).end(body)).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    servers.push(server);
    const place = server.address();
    return `tcp://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`;
  }

  it.each([
    [200, '<html>', {}, 'bad-response'],
    [200, '[]', {}, 'bad-response'],
    [404, 'page not found', {}, 'unsupported'],
    [302, '', { location: 'foo://elsewhere' }, 'engine-error'],
    [400, 'Client sent an HTTP request to an HTTPS server.', {}, 'tls-failure'],
  ])('answers %i %s', async (status, body, headers, code) => {
    expect((await failureOf(connectTo(await answering(status, body, headers)))).code).toBe(code);
  });

  it('speaks no common API version', async () => {
    const host = await answering(
      200,
      JSON.stringify({ Version: '99', ApiVersion: '9.9', MinAPIVersion: '9.0' }),
    );
    expect(await failureOf(connectTo(host))).toMatchObject({
      code: 'unknown-api',
      next: [{ step: 'choose-engine' }],
    });
  });

  it('speaks no HTTP at all', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    const place = server.address();
    const host = `tcp://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`;
    expect((await failureOf(connectTo(host))).code).toMatch(/bad-response|engine-lost/);
  });
});

describe('an engine behind TLS', () => {
  let secured: TestEngine;
  const host = () => secured.tcpHost ?? '';
  const certPath = () => secured.certPath ?? '';

  beforeAll(async () => {
    secured = await startEngine('containerd', { tcp: 'tls' });
  });
  afterAll(() => secured.stop());

  it('is reached with the certificates of DOCKER_CERT_PATH', async () => {
    const env = { DOCKER_HOST: host(), DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certPath() };
    const engine = await connectEngine(targetFor(env));
    expect(engine.endpoint).toMatchObject({ tls: true, host: host() });
    expect(await listImages(engine)).toEqual([]);
    engine.close();
  });

  it('is reached unchecked with DOCKER_TLS alone', async () => {
    const env = { DOCKER_HOST: host(), DOCKER_TLS: '1', DOCKER_CERT_PATH: certPath() };
    const engine = await connectEngine(targetFor(env));
    await ping(engine);
    engine.close();
  });

  it('is refused when its authority is not the trusted one', async () => {
    const other = await temporaryFolder();
    const authority = await makeAuthority(other);
    const env = {
      DOCKER_HOST: host(),
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: await authority.clientFolder(),
    };
    expect(await failureOf(connectEngine(targetFor(env)))).toMatchObject({
      code: 'tls-failure',
      params: { server: host() },
      next: [{ step: 'choose-engine' }],
    });
  });

  it('refuses who has no certificate', async () => {
    const other = await temporaryFolder();
    const env = { DOCKER_HOST: host(), DOCKER_TLS: '1', DOCKER_CERT_PATH: other };
    expect((await failureOf(connectEngine(targetFor(env)))).code).toMatch(/tls-failure|engine-lost/);
  });

  it('cannot be tried when the authority to check it is missing', async () => {
    const env = { DOCKER_HOST: host(), DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/nonexistent' };
    expect(await failureOf(connectEngine(targetFor(env)))).toMatchObject({
      code: 'tls-failure',
      params: { path: '/nonexistent/ca.pem' },
    });
  });

  it('tells who comes without TLS that it wants it', async () => {
    expect(await failureOf(connectTo(host()))).toMatchObject({ code: 'tls-failure' });
  });
});
