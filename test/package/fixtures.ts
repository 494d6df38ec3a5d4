import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { electronRuntime } from '../../build/electron-runtime.mjs';
import { packageOutput } from '../../build/package-output.mjs';
import { type Engine, startEngine } from '../support/engines';
import { buildTinyImage } from '../support/images';
import { type PackagedApp, startPackagedApp } from './packaged-app';

const ROOT = resolve(import.meta.dirname, '../..');

interface WorkerFixtures {
  /** Folder with what `npm run package` made. */
  release: string;
  /** What the deb would install, unpacked: `opt/…`, `usr/…`. */
  debContent: string;
  /** A real engine that holds the image `packaged/hello:1`. */
  engine: Engine;
}

interface TestFixtures {
  /** Starts a packaged app by its executable against the engine; it is closed at the end of the test. */
  start: (executable: string) => Promise<Page>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  release: [
    async ({}, use) => {
      const runtime = await electronRuntime(() => {});
      await use(join(ROOT, packageOutput(runtime)));
    },
    { scope: 'worker' },
  ],
  debContent: [
    async ({ release }, use) => {
      const deb = (await readdir(release)).find((name) => name.endsWith('.deb'));
      if (deb === undefined) throw new Error(`There is no deb in ${release}`);
      await inTemporaryFolder(async (folder) => {
        execFileSync('dpkg-deb', ['--extract', join(release, deb), folder]);
        await use(folder);
      });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  engine: [
    async ({}, use) => {
      const engine = await startEngine('classic');
      await buildTinyImage(engine, 'packaged/hello:1');
      await use(engine);
      await engine.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  start: async ({ engine }, use) => {
    const open: PackagedApp[] = [];
    await inTemporaryFolder(async (folder) => {
      await use(async (executable) => {
        const app = await startPackagedApp(executable, engine.host, folder);
        open.push(app);
        return app.window;
      });
      for (const app of open) await app.close();
    });
  },
});

async function inTemporaryFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'layeryard-package-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export { expect } from '@playwright/test';
