import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { dockerCli } from '../support/docker-cli';
import { callEngine } from '../support/engine-call';
import { addressOf, startEngine } from '../support/engines';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy';
import {
  buildBase,
  buildImage,
  buildManyLayers,
  buildTinyImage,
  commitImage,
  importImage,
  startContainer,
} from '../support/images';
import { loadManyImages } from '../support/many-images';
import { startPodman } from '../support/podman';
import { startRegistry } from '../support/registry';
import { startSearchEndpoint } from '../support/search-endpoint';
import { temporaryFolder } from '../support/temporary-folder';

const engines = inject('engines');

async function layersOf(engine: { socketPath: string }, name: string): Promise<string[]> {
  const inspected = await callEngine(engine, { path: `/images/${name}/json` });
  return (inspected as { RootFS: { Layers: string[] } }).RootFS.Layers;
}

describe.each([engines.classic, engines.containerd])('the $kind engine of the tests', (engine) => {
  const name = `support-${engine.kind}`;

  beforeAll(async () => {
    await buildBase(engine, `${name}/base:1`);
  });

  test.each(['classic', 'buildkit'] as const)(
    'runs what its %s builder made, with a network',
    async (builder) => {
      const tag = `${name}/${builder}:1`;
      await buildImage(engine, {
        tag,
        builder,
        dockerfile: `FROM ${name}/base:1\nRUN echo built > /built\n`,
      });
      const command = ['sh', '-c', `cat /built && ping -c 1 ${engine.gateway}`];
      const result = await dockerCli(['run', '--rm', tag, ...command], { host: engine.host });
      expect(result.stderr).toBe('');
      expect(result.stdout).toContain('built');
      expect(result.stdout).toContain('1 packets received');
    },
  );

  test('holds images of every kind that the tests need', async () => {
    await commitImage(engine, `${name}/committed:1`, `${name}/base:1`, 'echo changed > /changed');
    expect(await layersOf(engine, `${name}/committed:1`)).toHaveLength(2);

    await buildManyLayers(engine, `${name}/layers:1`, 40);
    expect(await layersOf(engine, `${name}/layers:1`)).toHaveLength(40);

    await importImage(engine, `${name}/imported:1`, [{ name: 'file', content: 'text' }]);
    expect(await layersOf(engine, `${name}/imported:1`)).toHaveLength(1);

    await loadManyImages(engine, `${name}/many`, 20);
    const first = await layersOf(engine, `${name}/many-0`);
    expect(await layersOf(engine, `${name}/many-19`)).toEqual(first);
  });

  test('pushes to and pulls from a registry that asks for an account over verified TLS', async () => {
    const registry = await startRegistry({
      tls: true,
      auth: { user: 'ada', password: 'long enough' },
      address: engine.gateway,
    });
    const configFolder = await temporaryFolder();
    const docker = (...args: string[]) => dockerCli(args, { host: engine.host, configFolder });
    const reference = `${registry.name}/team/tiny:1`;
    await buildTinyImage(engine, reference);

    expect((await docker('push', reference)).stderr).toMatch(/certificate|x509/);
    await registry.trustedBy(engine);
    expect((await docker('push', reference)).stderr).toMatch(/no basic auth|unauthorized|authorization/);
    const signedIn = await dockerCli(['login', '-u', 'ada', '--password-stdin', registry.name], {
      host: engine.host,
      configFolder,
      input: 'long enough',
    });
    expect(signedIn.stdout).toContain('Login Succeeded');
    expect(await docker('push', reference)).toMatchObject({ code: 0 });
    await docker('rmi', reference);
    expect(await docker('pull', reference)).toMatchObject({ code: 0 });
    await registry.stop();
  });

  test('finds images at a search endpoint', async () => {
    const search = await startSearchEndpoint([{ name: 'library/tiny', description: 'Small', stars: 3 }]);
    const result = await dockerCli(['search', `${search.name}/tiny`], { host: engine.host });
    expect(result.stdout).toContain('library/tiny');
    await search.stop();
  });

  describe('behind a proxy', () => {
    let proxy: FaultProxy;

    beforeAll(async () => {
      proxy = await startFaultProxy({ target: engine });
    });

    afterAll(async () => {
      await proxy.stop();
    });

    test('saves over it, until the connection is cut in the middle', async () => {
      const folder = await temporaryFolder();
      const save = () =>
        dockerCli(['save', '-o', join(folder, 'tar'), `${name}/base:1`], { host: proxy.host });
      expect(await save()).toMatchObject({ code: 0 });
      proxy.setFaults({ path: /\/get/, fault: { kind: 'cut', side: 'response', afterBytes: 100_000 } });
      expect((await save()).stderr).toMatch(/unexpected EOF|reset by peer/);
    });

    test('is away and comes back', async () => {
      proxy.setFaults();
      await proxy.goDown();
      expect((await dockerCli(['images'], { host: proxy.host })).code).not.toBe(0);
      await proxy.comeBack();
      expect(
        await dockerCli(['run', '--rm', `${name}/base:1`, 'echo', 'back'], { host: proxy.host }),
      ).toMatchObject({
        stdout: 'back\n',
      });
    });
  });
});

// (20.10 tries a full registry again and again for 50 s.)
test('a registry without space refuses what is pushed', async () => {
  const { containerd } = engines;
  const registry = await startRegistry({ capacity: 1024 * 1024 });
  await buildBase(containerd, `${registry.name}/base:1`);
  const { code } = await dockerCli(['push', `${registry.name}/base:1`], { host: containerd.host });
  expect(code).not.toBe(0);
  expect(registry.output()).toContain('no space left on device');
  await registry.stop();
});

test.each(['classic', 'containerd'] as const)(
  'a %s engine keeps its images when it is killed',
  async (kind) => {
    const engine = await startEngine(kind, { tcp: 'tls' });
    await buildTinyImage(engine, 'kept:1');
    await engine.kill();
    expect((await dockerCli(['version'], { host: engine.host })).code).not.toBe(0);
    await engine.restart();
    const env = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: engine.certPath };
    const run = await dockerCli(['run', '--rm', 'kept:1'], { host: engine.tcpHost ?? '', env });
    expect(run).toMatchObject({ stdout: 'hello\n', stderr: '' });
    expect(addressOf(engine).kind).toBe(kind);
    await engine.stop();
  },
);

test('the command line of the current engine reads contexts of its own folder', async () => {
  const configFolder = await temporaryFolder();
  await mkdir(configFolder, { recursive: true });
  await writeFile(join(configFolder, 'config.json'), '{}');
  const { stdout } = await dockerCli(['version', '--format', '{{.Client.Version}}'], {
    host: engines.containerd.host,
    configFolder,
    program: 'current',
  });
  expect(engines.containerd.version).toContain(stdout.trim().split('+')[0]);
});

test('a container that runs keeps its image in use', async () => {
  const { classic } = engines;
  const tag = 'support/used:1';
  await buildImage(classic, { tag, dockerfile: 'FROM support-classic/base:1\nLABEL used=yes\n' });
  const id = await startContainer(classic, { image: tag, name: 'support-used', command: ['sleep', '60'] });
  expect((await dockerCli(['rmi', tag], { host: classic.host })).stderr).toMatch(/conflict.*container/);
  await callEngine(classic, { method: 'DELETE', path: `/containers/${id}?force=1` });
});

test('Podman runs an image through its compatible API', async () => {
  const podman = await startPodman();
  await buildTinyImage(podman, 'support/tiny:1', 'from Podman\n');
  const run = await dockerCli(['run', '--rm', 'support/tiny:1'], { host: podman.host });
  expect(run).toMatchObject({ stdout: 'from Podman\n', code: 0 });
  await podman.stop();
});
