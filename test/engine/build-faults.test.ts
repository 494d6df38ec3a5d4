import { execFile } from 'node:child_process';
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuilderKind } from '../../electron/contract';
import { pruneBuildCache } from '../../electron/engine/build-cache';
import type { Engine } from '../../electron/engine/engine';
import { listImages } from '../../electron/engine/list-images';
import { runBuild } from '../../electron/services/jobs/build';
import type { ProgressView } from '../../electron/services/jobs/job-context';
import { dockerCli } from '../support/docker-cli';
import { startEngine, type Engine as TestEngine } from '../support/engines';
import { buildBase } from '../support/images';
import { temporaryFolder } from '../support/temporary-folder';
import { buildSpec, contextOf } from './build-job';
import { connectTo, failureOf, kinds, useEngine } from './connected';

const run = promisify(execFile);
const builders: BuilderKind[] = ['classic', 'buildkit'];
const ways = kinds.flatMap((kind) => builders.map((builder) => ({ kind, builder })));

/** Starts a build of a Dockerfile in a folder; `seen` grows while it runs. */
function start(engine: Engine, folder: string, builder: BuilderKind) {
  const seen: { log: string; build: ProgressView['build'] } = { log: '', build: undefined };
  const show = (view: ProgressView) => {
    seen.build = view.build;
  };
  const spec = buildSpec(engine.id, folder, { builder, noCache: true, tags: ['faults/built:1'] });
  return { seen, outcome: runBuild(spec, { ...contextOf(engine, seen), show }) };
}

async function contextWith(dockerfile: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'Dockerfile'), dockerfile);
  return folder;
}

const tagsOf = async (engine: Engine) => (await listImages(engine)).flatMap(({ references }) => references);

describe.each(ways)('a flood from a $builder build on the $kind engine', ({ kind, builder }) => {
  const subject = useEngine(kind);

  it('is kept at its beginning and end, and the steps after it are told', async () => {
    await buildBase(subject.address, 'faults/base:1');
    const folder = await contextWith(
      'FROM faults/base:1\nRUN echo first && /bin/busybox seq 1 1000000\nRUN /bin/busybox yes "Step 3/9 : RUN x" | /bin/busybox head -n 10000\nRUN echo after\n',
    );
    const { seen, outcome } = start(subject.engine, folder, builder);
    await outcome;
    const steps = seen.build?.run().steps.filter(({ text }) => text.startsWith('RUN')) ?? [];
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    const logs = steps.map(({ id }) => seen.build?.stepLog(id) ?? '');
    expect(logs[0]?.startsWith('first\n1\n2\n')).toBe(true);
    expect(logs[0]?.length).toBeLessThan(300_000);
    // BuildKit itself cuts what a step prints too fast, and says so.
    if (builder === 'classic') expect(logs[0]?.endsWith('999999\n1000000\n')).toBe(true);
    else expect(logs[0]).toContain('output clipped');
    expect(logs[2]).toBe('after\n');
  });
});

describe.each(ways)('a $kind engine that is killed during a $builder build', ({ kind, builder }) => {
  let own: TestEngine;
  let engine: Engine;

  beforeAll(async () => {
    own = await startEngine(kind);
    engine = await connectTo(own.host);
    await buildBase(own, 'faults/base:1');
  });
  afterAll(async () => {
    engine.close();
    await own.stop();
  });

  it.each([
    ['in a step', 'FROM faults/base:1\nRUN echo begun && sleep 1000\n', 0],
    ['while it takes the context', 'FROM faults/base:1\nCOPY . /\n', 2 * 1024 ** 3],
  ])('%s ends it as lost, and builds again afterwards', async (_, dockerfile, size) => {
    const folder = await contextWith(dockerfile);
    await writeFile(join(folder, 'large'), '');
    // Sparse: it takes no space here, and every byte has to be sent.
    await truncate(join(folder, 'large'), size);
    const { seen, outcome } = start(engine, folder, builder);
    const failed = failureOf(outcome);
    if (size === 0) await expect.poll(() => seen.log, { timeout: 60_000 }).toContain('begun');
    else await expect.poll(() => seen.build !== undefined, { timeout: 60_000 }).toBe(true);
    await own.kill();
    expect(await failed).toMatchObject({
      code: expect.stringMatching(/^engine-(lost|unreachable)$/),
      next: expect.arrayContaining([{ step: 'retry' }]),
    });
    expect(seen.build?.run().steps.some(({ state }) => state === 'running' || state === 'waiting')).toBe(
      false,
    );
    await own.restart('killed');
    expect(await tagsOf(engine)).toEqual(['faults/base:1']);
    await start(engine, await contextWith('FROM faults/base:1\nRUN echo again\n'), builder).outcome;
    expect(await tagsOf(engine)).toContain('faults/built:1');
    await dockerCli(['rmi', 'faults/built:1'], { host: own.host });
  });
});

describe.each(kinds)('a %s engine whose disk is small', (kind) => {
  let own: TestEngine;
  let engine: Engine;
  let disk = '';

  beforeAll(async () => {
    disk = join(await temporaryFolder(), 'disk');
    await mkdir(disk);
    await run('mount', ['-n', '-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', disk]);
    own = await startEngine(kind, { dataFolder: join(disk, 'data') });
    engine = await connectTo(own.host);
    await buildBase(own, 'faults/base:1');
  });
  afterAll(async () => {
    engine.close();
    await own.stop();
    await run('umount', ['-n', disk]);
    await rm(disk, { recursive: true });
  });

  describe.each(builders)('with %s', (builder) => {
    it('says that it is full when a step fills it', async () => {
      const fill = 'RUN /bin/busybox dd if=/dev/zero of=/fill bs=1M count=200\n';
      const { seen, outcome } = start(engine, await contextWith(`FROM faults/base:1\n${fill}`), builder);
      expect(await failureOf(outcome)).toMatchObject({ next: [{ step: 'prune' }, { step: 'retry' }] });
      expect(seen.build?.run().failure).toMatchObject({ help: 'no-space', lines: { from: 1, to: 1 } });
      expect(await tagsOf(engine)).toEqual(['faults/base:1']);
    });

    it('says so when the context does not fit', async () => {
      const folder = await contextWith('FROM faults/base:1\nCOPY large /\n');
      await writeFile(join(folder, 'large'), Buffer.alloc(80 * 1024 ** 2, 1));
      const { outcome } = start(engine, folder, builder);
      expect(await failureOf(outcome)).toMatchObject({
        code: 'no-space',
        next: [{ step: 'prune' }, { step: 'retry' }],
      });
      // BuildKit of 20.10 can then not even write that its cache was emptied, whoever asks it to.
      if (kind === 'classic' && builder === 'buildkit') return;
      // What BuildKit has taken of the context stays in its cache.
      const { reclaimedBytes } = await pruneBuildCache(engine);
      if (builder === 'buildkit') expect(reclaimedBytes).toBeGreaterThan(1024 ** 2);
      await start(engine, await contextWith('FROM faults/base:1\nCOPY Dockerfile /\n'), builder).outcome;
      expect(await tagsOf(engine)).toContain('faults/built:1');
      await dockerCli(['rmi', 'faults/built:1'], { host: own.host });
    });
  });
});
