import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { startFaultProxy } from '../support/fault-proxy';
import { busyboxRoot } from '../support/images';
import { buildTar } from '../support/tar';
import { electronPath, isolatedEnvironment } from './support/app';
import { confirm, expect, jobItem, openDialog, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

const ROOT = resolve(import.meta.dirname, '../..');
let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-files-'));
});
test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A registry that takes connections and never answers: a pull from it runs until it is cancelled. */
async function silentRegistry(): Promise<{ name: string; server: Server }> {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { name: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, server };
}

/** Answers the native question instead of a person, and keeps what was asked. */
async function answerQuestions(app: ElectronApplication, answer: number): Promise<void> {
  await app.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...input: unknown[]) => {
      asked.push((input.at(-1) as { message: string }).message);
      return { response, checkboxChecked: false };
    };
  }, answer);
}

const asked = (app: ElectronApplication) =>
  app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

/** Asks main as the page itself does. */
async function invoke(window: Page, name: string, input?: object): Promise<unknown> {
  const answer = await window.evaluate(
    ([asked, given]) => {
      const { layeryard } = globalThis as unknown as {
        layeryard: { invoke(request: unknown, about: unknown): Promise<string> };
      };
      return layeryard.invoke(asked, given);
    },
    [name, input] as const,
  );
  const result = JSON.parse(answer) as { ok: boolean; value: unknown };
  expect(result.ok).toBe(true);
  return result.value;
}

async function startEndlessPull(window: Page, registry: string): Promise<void> {
  const pull = await openDialog(window, 'Pull', 'Pull image');
  await pull.getByRole('textbox', { name: 'Image reference' }).fill(`${registry}/never:1`);
  await confirm(pull, 'Pull');
  await expect(jobItem(window, 'Pull')).toContainText('running');
}

test('a file given to a second start opens in the window that is there', async ({ engines, launch }) => {
  const file = join(folder, 'root.tar');
  await writeFile(file, await buildTar(await busyboxRoot()));
  const { window, userData, dockerConfig } = await launch({ host: engines.classic.host });
  await expect(window.getByRole('table', { name: 'Images' })).toBeVisible();
  const second = spawn(await electronPath(), ['--no-sandbox', `--user-data-dir=${userData}`, ROOT, file], {
    env: isolatedEnvironment({}, dockerConfig, folder),
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  const dialog = window.getByRole('dialog', { name: 'Import root file system' });
  await expect(dialog.getByRole('textbox', { name: 'File', exact: true })).toHaveValue(file);
});

test('a window comes back where it was, in the theme it had', async ({ engines, launch }) => {
  const first = await launch({ host: engines.classic.host });
  const place = { x: 40, y: 60, width: 1000, height: 700 };
  await first.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  await invoke(first.window, 'settings.set', { theme: 'dark' });
  await first.app.close();
  const { app } = await launch({
    host: engines.classic.host,
    userData: first.userData,
    dockerConfig: first.dockerConfig,
  });
  const found = await app.evaluate(({ BrowserWindow, nativeTheme }) => ({
    bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
    theme: nativeTheme.themeSource,
  }));
  expect(found).toMatchObject({ bounds: { width: 1000, height: 700 }, theme: 'dark' });
});

test('closing with a running job asks, and a no keeps window and job', async ({ engines, launch }) => {
  const { name, server } = await silentRegistry();
  const { app, window } = await launch({ host: engines.classic.host });
  await startEndlessPull(window, name);
  await answerQuestions(app, 1);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => asked(app)).toEqual(['A job is still running']);
  await expect(jobItem(window, 'Pull')).toContainText('running');
  await answerQuestions(app, 0);
  const exit = once(app.process(), 'exit');
  await app.evaluate(({ app: electron }) => setImmediate(() => electron.quit()));
  expect(await exit).toEqual([0, null]);
  server.close();
});

test('a signal ends the app without a question, and nothing half-written stays', async ({
  engines,
  launch,
}) => {
  await buildOwnBase(engines.classic, 'desktop/base:1');
  const proxy = await startFaultProxy({ target: { socketPath: engines.classic.socketPath } });
  proxy.setFaults({ path: /images\/get/, fault: { kind: 'throttle', bytesPerSecond: 20_000 } });
  const { app, window } = await launch({ host: proxy.host });
  await expect(window.getByRole('table', { name: 'Images' })).toBeVisible();
  const { activeId } = (await invoke(window, 'engines.state')) as { activeId: string };
  const target = await mkdtemp(join(folder, 'saves-'));
  await invoke(window, 'jobs.start', {
    kind: 'save',
    engineId: activeId,
    images: ['desktop/base:1'],
    file: join(target, 'base.tar'),
    overwrite: false,
  });
  await expect.poll(() => readdir(target)).toHaveLength(1);
  const exit = once(app.process(), 'exit');
  app.process().kill('SIGTERM');
  await exit;
  expect(await readdir(target)).toEqual([]);
  await proxy.stop();
});
