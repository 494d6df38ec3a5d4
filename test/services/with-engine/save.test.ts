import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { JobSpec } from '../../../electron/contract';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy';
import { importImage } from '../../support/images';
import { temporaryFolder } from '../../support/temporary-folder';
import { type RunningServices, startServices } from '../running-services';

const engines = inject('engines');
let running: RunningServices;
let proxy: FaultProxy;
let engineId: string;
let folder: string;
let file: string;

describe.each([engines.classic, engines.containerd])('saving from the $kind engine', (engine) => {
  const image = `save-${engine.kind}:1`;

  beforeAll(async () => {
    // Random, so that no store makes it small.
    await importImage(engine, image, [{ name: 'noise', content: randomBytes(3_000_000) }]);
    proxy = await startFaultProxy({ target: { socketPath: engine.socketPath } });
    running = await startServices({ host: proxy.host });
    engineId = await running.connected();
  });
  afterAll(async () => {
    await running.stop();
    await proxy.stop();
  });
  beforeEach(async () => {
    proxy.setFaults();
    folder = join(await temporaryFolder(), 'out');
    await mkdir(folder);
    file = join(folder, 'image.tar');
  });

  const spec = (overwrite = false): JobSpec => ({ kind: 'save', engineId, images: [image], file, overwrite });

  test('gives the file its name when it is complete', async () => {
    const saved = await running.run(spec());
    expect(saved).toMatchObject({ state: 'done', result: { file } });
    expect(await readdir(folder)).toEqual(['image.tar']);
    expect((await readFile(file)).length).toBe(saved.result?.bytes);
  });

  test('refuses a file that is there, and leaves it alone', async () => {
    await writeFile(file, 'precious');
    expect(await running.run(spec())).toMatchObject({
      state: 'failed',
      error: { code: 'file-exists', params: { path: file } },
    });
    expect(await readFile(file, 'utf8')).toBe('precious');
    expect(await readdir(folder)).toEqual(['image.tar']);
  });

  test('replaces a file only when asked to, and only by a complete one', async () => {
    await writeFile(file, 'precious');
    proxy.setFaults({
      path: /\/images\/get/,
      fault: { kind: 'cut', side: 'response', afterBytes: 1_000_000 },
    });
    expect(await running.run(spec(true))).toMatchObject({ state: 'failed', error: { code: 'engine-lost' } });
    expect(await readFile(file, 'utf8')).toBe('precious');
    expect(await readdir(folder)).toEqual(['image.tar']);
    proxy.setFaults();
    expect(await running.run(spec(true))).toMatchObject({ state: 'done' });
    expect((await readFile(file)).length).toBeGreaterThan(3_000_000);
  });

  test('leaves nothing behind when it is cancelled in the middle', async () => {
    proxy.setFaults({ path: /\/images\/get/, fault: { kind: 'throttle', bytesPerSecond: 500_000 } });
    const { id } = await running.ask('jobs.start', spec());
    await running.until(() =>
      running.services.jobs.list().some((job) => job.id === id && (job.current ?? 0) > 0),
    );
    expect(await readdir(folder)).toHaveLength(1);
    await running.ask('jobs.cancel', { id });
    expect(await running.ended(id)).toMatchObject({ state: 'cancelled', error: null });
    expect(await readdir(folder)).toEqual([]);
  });

  test('leaves nothing behind when the app quits in the middle', async () => {
    proxy.setFaults({ path: /\/images\/get/, fault: { kind: 'throttle', bytesPerSecond: 500_000 } });
    const { id } = await running.ask('jobs.start', spec());
    await running.until(() =>
      running.services.jobs.list().some((job) => job.id === id && (job.current ?? 0) > 0),
    );
    await running.services.jobs.cancelAll();
    expect(await readdir(folder)).toEqual([]);
  });

  test('says when the disk is full, and leaves nothing behind', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'layeryard-test', folder]);
    try {
      expect(await running.run(spec())).toMatchObject({
        state: 'failed',
        error: { code: 'no-space', params: { path: file } },
      });
      expect(await readdir(folder)).toEqual([]);
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  test('says when the folder cannot be written to', async () => {
    file = join(folder, 'missing', 'image.tar');
    expect(await running.run(spec())).toMatchObject({
      state: 'failed',
      error: { code: 'file-unwritable', params: { path: file } },
    });
  });

  test('of an image that is not there makes no file', async () => {
    const missing = { ...spec(), images: ['not-here:1'] } as JobSpec;
    expect(await running.run(missing)).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
    expect(await readdir(folder)).toEqual([]);
  });
});
