import { readdir, readlink, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuilderKind } from '../../electron/contract';
import { listContainers } from '../../electron/engine/list-containers';
import { listImages } from '../../electron/engine/list-images';
import { pushImage } from '../../electron/engine/push-image';
import { removeImage } from '../../electron/engine/remove-image';
import { runBuild } from '../../electron/services/jobs/build';
import type { ProgressView } from '../../electron/services/jobs/job-context';
import { buildBase } from '../support/images';
import { sleepersOf } from '../support/sleepers';
import { temporaryFolder } from '../support/temporary-folder';
import { buildSpec, contextOf } from './build-job';
import { collect, kinds, neverAborted, useEngine } from './connected';
import { buildLargeImage, type HoldingRegistry, startHoldingRegistry } from './holding-registry';

const builders: BuilderKind[] = ['classic', 'buildkit'];
const ways = kinds.flatMap((kind) => builders.map((builder) => ({ kind, builder })));
const WAIT = { timeout: 60_000 };

describe.each(ways)('a $builder build on the $kind engine that is cancelled', ({ kind, builder }) => {
  const subject = useEngine(kind);
  const tag = `cancelled/built-${kind}-${builder}:1`;
  let registry: HoldingRegistry;
  let folder = '';

  beforeAll(async () => {
    await buildBase(subject.address, 'cancelled/base:1');
    registry = await startHoldingRegistry();
    const stored = `${registry.open}/cancelled-base:1`;
    await buildLargeImage(subject.address, stored);
    await collect(pushImage(subject.engine, { reference: stored }, { signal: neverAborted }));
    await removeImage(subject.engine, { target: stored, force: true });
  });
  afterAll(() => registry.stop());

  async function start(dockerfile: string, largeFile = 0) {
    folder = await temporaryFolder();
    await writeFile(join(folder, 'Dockerfile'), dockerfile);
    await writeFile(join(folder, 'large'), '');
    // Sparse: it takes no space here, and every byte has to be sent.
    await truncate(join(folder, 'large'), largeFile);
    const cancel = new AbortController();
    const seen: { log: string; view: ProgressView | null } = { log: '', view: null };
    const context = contextOf(subject.engine, seen);
    const show = (view: ProgressView) => {
      seen.view = view;
    };
    const before = await containers();
    const spec = buildSpec(subject.engine.id, folder, { builder, noCache: true, tags: [tag] });
    const outcome = runBuild(spec, { ...context, show, signal: cancel.signal });
    const ended = expect(outcome).rejects.toThrow();
    return { seen, cancel: () => cancel.abort(), ended, before };
  }

  const containers = async () => (await listContainers(subject.engine)).map(({ id }) => id).sort();

  /** Nothing runs on, here or in the engine, and nothing of the build is kept that only it needed. */
  async function expectNothingLeft(before: readonly string[]): Promise<void> {
    await expect.poll(containers, WAIT).toEqual(before);
    const temporary = join(subject.address.folder, 'data/tmp');
    const left = async () => (await readdir(temporary)).filter((name) => name.startsWith('docker-builder'));
    await expect.poll(left, WAIT).toEqual([]);
    await expect.poll(() => openIn(folder), WAIT).toEqual([]);
    const images = await listImages(subject.engine);
    expect(images.flatMap(({ references }) => references)).not.toContain(tag);
    await rm(folder, { recursive: true });
  }

  it('before anything is sent never begins', async () => {
    const { seen, cancel, ended, before } = await start('FROM cancelled/base:1\nRUN echo begun\n');
    cancel();
    await ended;
    expect(seen.log).not.toContain('begun');
    await expectNothingLeft(before);
  });

  it('while the context is sent stops packing and leaves no part of it', async () => {
    const { seen, cancel, ended, before } = await start('FROM cancelled/base:1\nCOPY . /\n', 64 * 1024 ** 3);
    await expect.poll(() => seen.view?.bytes?.().current ?? 0, WAIT).toBeGreaterThan(8 * 1024 ** 2);
    cancel();
    await ended;
    await expectNothingLeft(before);
  });

  it('while the base image is pulled stops asking its registry', async () => {
    const held = registry.held();
    const { cancel, ended, before } = await start(`FROM ${registry.name}/cancelled-base:1\nCOPY large /\n`);
    const { dropped } = await held;
    cancel();
    await ended;
    await dropped;
    await expectNothingLeft(before);
  });

  it('while a step runs ends its processes', async () => {
    const mark = `${process.pid}${Date.now()}`;
    const { seen, cancel, ended, before } = await start(
      `FROM cancelled/base:1\nRUN echo begun; /bin/busybox sleep ${mark}\n`,
    );
    await expect.poll(() => seen.log, WAIT).toMatch(/^begun/m);
    expect(await sleepersOf(mark)).toHaveLength(1);
    cancel();
    await ended;
    await expect.poll(() => sleepersOf(mark), WAIT).toEqual([]);
    await expectNothingLeft(before);
  });

  it('while the image is written leaves no image of that name', async () => {
    const { seen, cancel, ended, before } = await start(
      'FROM cancelled/base:1\nRUN /bin/busybox dd if=/dev/urandom of=/fill bs=1M count=400\n',
    );
    // BuildKit writes the image in a step of its own; the classic builder as the end of each instruction.
    const writes = () =>
      builder === 'buildkit'
        ? (seen.view?.build?.run().steps ?? []).some(
            ({ text, state }) => /^exporting/.test(text) && state === 'running',
          )
        : /records out|copied/.test(seen.log);
    await expect.poll(writes, { ...WAIT, interval: 5 }).toBe(true);
    cancel();
    await ended;
    await expectNothingLeft(before);
  });
});

/** Files below a folder that this process holds open. */
async function openIn(place: string): Promise<string[]> {
  const links = await Promise.allSettled(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`)),
  );
  return links.flatMap((link) =>
    link.status === 'fulfilled' && link.value.startsWith(place) ? [link.value] : [],
  );
}
