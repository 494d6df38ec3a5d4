import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuilderKind, BuildSpec } from '../../electron/contract';
import { runBuild } from '../../electron/services/jobs/build';
import { dockerCli } from '../support/docker-cli';
import { callEngine } from '../support/engine-call';
import { type Engine, startEngine } from '../support/engines';
import { buildBase, buildImage } from '../support/images';
import { type Registry, startRegistry } from '../support/registry';
import { temporaryFolder } from '../support/temporary-folder';
import { buildSpec, contextOf } from './build-job';
import { archiveOf, connectTo, failureOf, kinds, useEngine } from './connected';

const builders: BuilderKind[] = ['classic', 'buildkit'];
const ways = kinds.flatMap((kind) => builders.map((builder) => ({ kind, builder })));

interface Inspected {
  Id: string;
  Architecture: string;
  Config: { Labels: Record<string, string> | null };
  RootFS: { Layers: string[] };
}

describe.each(ways)('a $builder build on the $kind engine', ({ kind, builder }) => {
  const subject = useEngine(kind);
  let folder = '';
  const tag = `options/${builder}:1`;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await buildBase(subject.address, 'options/base:1');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function build(dockerfile: string, options: Partial<BuildSpec> = {}): Promise<Inspected> {
    await writeFile(join(folder, 'Dockerfile'), dockerfile);
    const spec = buildSpec(subject.engine.id, folder, { builder, tags: [tag], ...options });
    await runBuild(spec, contextOf(subject.engine, { log: '' }));
    return (await callEngine(subject.address, { method: 'GET', path: `/images/${tag}/json` })) as Inspected;
  }

  async function inImage(...command: string[]): Promise<string> {
    const { stdout, stderr } = await dockerCli(['run', '--rm', '--network=none', tag, ...command], {
      host: subject.address.host,
    });
    expect(stderr).toBe('');
    return stdout.trim();
  }

  it('writes labels into the configuration, over those of the Dockerfile', async () => {
    const labels = { team: 'größe "x" $HOME', 'org.example/empty': '', over: 'given' };
    const { Config } = await build('FROM options/base:1\nLABEL own=kept over=written\n', { labels });
    expect(Config.Labels).toEqual({ own: 'kept', ...labels });
  });

  it('gives RUN steps the network that was chosen', async () => {
    const text = 'FROM options/base:1\nRUN /bin/busybox ls /sys/class/net > /interfaces\n';
    const interfaces = async (network: string) => {
      await build(text, { network, noCache: true });
      return (await inImage('/bin/busybox', 'cat', '/interfaces')).split('\n');
    };
    expect(await interfaces('none')).toEqual(['lo']);
    expect(await interfaces('default')).toEqual(['eth0', 'lo']);
    // Its own bridge is on this machine alone. Node's list of interfaces leaves out bridges without a container.
    expect(await interfaces('host')).toContain(subject.address.bridge);
  });

  it('builds for the platform that was chosen', async () => {
    const { Architecture } = await build('FROM scratch\nCOPY Dockerfile /\n', { platform: 'linux/arm64' });
    expect(Architecture).toBe('arm64');
  });

  it('gives arguments to the instructions that declare them, and their defaults without', async () => {
    const text =
      'ARG BASE=options/base:1\nFROM $BASE\nARG WHO=nobody\nARG OTHER=default\nRUN echo "$WHO $OTHER" > /who\n';
    await build(text, { buildArgs: { WHO: 'ada "x" é' } });
    expect(await inImage('cat', '/who')).toBe('ada "x" é default');
  });

  it('stops at the target', async () => {
    const text =
      'FROM options/base:1 AS first\nRUN echo 1 > /first\nFROM first AS second\nRUN echo 2 > /second\n';
    await build(text, { target: 'first' });
    expect(await inImage('/bin/sh', '-c', 'ls -d /first /second 2>/dev/null || true')).toBe('/first');
  });

  it('takes nothing from the cache when told so', async () => {
    const text = 'FROM options/base:1\nRUN cat /proc/sys/kernel/random/uuid > /once\n';
    const once = async (noCache: boolean) => {
      await build(text, { noCache });
      return await inImage('cat', '/once');
    };
    const first = await once(true);
    expect(await once(false)).toBe(first);
    expect(await once(true)).not.toBe(first);
  });

  describe('whose base image has moved on at its registry', () => {
    let registry: Registry;
    beforeAll(async () => {
      registry = await startRegistry();
    });
    afterAll(() => registry.stop());

    it('asks for the newer one when told so, and only then', async () => {
      const base = `${registry.name}/options/moving:1`;
      const { host } = subject.address;
      for (const word of ['new', 'old']) {
        const dockerfile = `FROM options/base:1\nRUN echo ${word} > /word\n`;
        await buildImage(subject.address, { tag: base, dockerfile });
        if (word === 'new') expect((await dockerCli(['push', base], { host })).code).toBe(0);
      }
      const text = `FROM ${base}\nRUN cp /word /seen\n`;
      await build(text, {});
      // With the containerd image store BuildKit asks the registry always, as the Docker command line has it do.
      const asksAlways = kind === 'containerd' && builder === 'buildkit';
      expect(await inImage('cat', '/seen')).toBe(asksAlways ? 'new' : 'old');
      await build(text, { pullBase: true });
      expect(await inImage('cat', '/seen')).toBe('new');
    });
  });

  it('is refused squashing by an engine that is not experimental', async () => {
    expect(await failureOf(build('FROM options/base:1\n', { squash: true }))).toMatchObject({
      code: 'unsupported',
    });
  });
});

describe('an experimental engine', () => {
  let address: Engine;
  beforeAll(async () => {
    address = await startEngine('classic', { config: { experimental: true } });
    await buildBase(address, 'options/base:1');
  });
  afterAll(() => address.stop());

  it.each(builders)('squashes all new layers into one with %s', async (builder) => {
    const engine = await connectTo(address.host);
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'Dockerfile'),
      'FROM options/base:1\nRUN echo secret > /gone\nRUN rm /gone && echo 2 > /stays\n',
    );
    const tag = 'options/squashed:1';
    await runBuild(
      buildSpec(engine.id, folder, { builder, tags: [tag], squash: true }),
      contextOf(engine, { log: '' }),
    );
    const layersOf = async (name: string) => {
      const image = await callEngine(address, { method: 'GET', path: `/images/${name}/json` });
      return (image as Inspected).RootFS.Layers.length;
    };
    // BuildKit's image knows no parent that its layers could stand on.
    const below = builder === 'buildkit' ? 0 : await layersOf('options/base:1');
    expect(await layersOf(tag)).toBe(below + 1);
    const archive = await archiveOf(engine, [tag]);
    expect(archive.includes('stays')).toBe(true);
    expect(archive.includes('secret\n')).toBe(false);
    engine.close();
  });
});
