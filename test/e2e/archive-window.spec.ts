import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from '@playwright/test';
import { dockerCli } from '../support/docker-cli';
import { buildTinyImage } from '../support/images';
import { electronPath, isolatedEnvironment } from './support/app';
import { dropFile, expect, imageRow, jobItem, test } from './support/fixtures';

const ROOT = resolve(import.meta.dirname, '../..');
let folder: string;
let archive: string;
/** The same image as the folder of an OCI layout. */
let layout: string;

test.beforeAll(async ({ engines }) => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-archive-'));
  archive = join(folder, 'tiny image.tar');
  await buildTinyImage(engines.classic, 'archive/tiny:1', 'archived\n');
  await dockerCli(['save', '-o', archive, 'archive/tiny:1'], { host: engines.classic.host });
  const { host } = engines.containerd;
  await buildTinyImage(engines.containerd, 'archive/tiny:1', 'archived\n');
  await dockerCli(['save', '-o', join(folder, 'layout.tar'), 'archive/tiny:1'], { host });
  layout = join(folder, 'tiny layout');
  await mkdir(layout);
  await promisify(execFile)('tar', ['-xf', join(folder, 'layout.tar'), '-C', layout]);
});
test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Waits for the files of an archive in its own window. */
async function expectLookedInto(window: Page, name: string): Promise<void> {
  await expect(window.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(window.getByRole('tree', { name: 'Files' })).toContainText('hello');
}

/** The window that is not this one, once it is there. */
async function otherWindow(app: ElectronApplication, first: Page): Promise<Page> {
  await expect.poll(() => app.windows().length).toBe(2);
  const other = app.windows().find((window) => window !== first);
  if (!other) throw new Error('there is no other window');
  return other;
}

/** Chooses File > Open Archive…, and a file in the system's dialog. */
async function openFromMenu(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog, Menu }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    Menu.getApplicationMenu()?.getMenuItemById('open-archive')?.click();
  }, file);
}

test('an archive opens in a window of its own, without any engine', async ({ launch }) => {
  const { app, window } = await launch({ host: `unix://${join(folder, 'none.sock')}` });
  await expect(window.getByRole('combobox', { name: 'Engine' })).toBeVisible();
  const opening = app.waitForEvent('window');
  await openFromMenu(app, archive);
  const inside = await opening;
  await expect(inside.getByRole('tree', { name: 'Files' })).toContainText('hello');
  await expect(inside.getByRole('listbox', { name: 'Layer stack' }).getByRole('option')).toHaveCount(1);
  expect(await inside.title()).toContain('tiny image.tar');
  await expect(window.getByRole('link', { name: 'Images' })).toBeVisible();

  await openFromMenu(app, archive);
  await expect.poll(() => app.windows().length).toBe(2);
  await inside.close();
  await expect.poll(() => app.windows().length).toBe(1);
});

test('an archive on the command line is looked into, whether or not an engine could load it', async ({
  engines,
  launch,
}) => {
  const { app, window } = await launch({ host: engines.classic.host, args: [archive] });
  await expectLookedInto(await otherWindow(app, window), 'tiny image.tar');
  await expect(imageRow(window, 'archive/tiny:1')).toBeVisible();
  await expect(window.getByRole('dialog')).toHaveCount(0);
});

test('the folder of an OCI layout on the command line of a second start is looked into', async ({
  engines,
  launch,
}) => {
  const { app, window, userData, dockerConfig } = await launch({ host: engines.classic.host });
  await expect(imageRow(window, 'archive/tiny:1')).toBeVisible();
  const second = spawn(await electronPath(), ['--no-sandbox', `--user-data-dir=${userData}`, ROOT, layout], {
    env: isolatedEnvironment({}, dockerConfig, folder),
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expectLookedInto(await otherWindow(app, window), 'tiny layout');
});

test('an archive that the system hands over is looked into', async ({ engines, launch }) => {
  const { app, window } = await launch({ host: engines.classic.host });
  await expect(imageRow(window, 'archive/tiny:1')).toBeVisible();
  await app.evaluate(({ app: electron }, file) => {
    electron.emit('open-file', { preventDefault: () => undefined }, file);
  }, archive);
  await expectLookedInto(await otherWindow(app, window), 'tiny image.tar');
});

test('a dropped archive is loaded or looked into by one key each', async ({ engines, launch }) => {
  const { app, window } = await launch({ host: engines.classic.host });
  await expect(imageRow(window, 'archive/tiny:1')).toBeVisible();
  const dialog = window.getByRole('dialog', { name: 'Load images' });
  await dropFile(window, archive);
  await expect(dialog.getByRole('button', { name: 'Look inside' })).toBeVisible();
  await window.keyboard.press('Control+Shift+O');
  const inside = await otherWindow(app, window);
  await expectLookedInto(inside, 'tiny image.tar');
  await expect(dialog).toHaveCount(0);
  await inside.close();
  await dropFile(window, archive);
  await expect(dialog.getByRole('button', { name: 'Look inside' })).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(jobItem(window, 'Load')).toContainText('done');
});

test('an archive dropped on the window of another opens there', async ({ engines, launch }) => {
  const { app, window } = await launch({ host: engines.classic.host, args: [archive] });
  const inside = await otherWindow(app, window);
  await expectLookedInto(inside, 'tiny image.tar');
  await dropFile(inside, layout);
  await expectLookedInto(inside, 'tiny layout');
  expect(await inside.title()).toContain('tiny layout');
  await openFromMenu(app, archive);
  await expect.poll(() => app.windows().length).toBe(3);
});
