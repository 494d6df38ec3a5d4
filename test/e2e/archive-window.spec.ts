import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { dockerCli } from '../support/docker-cli';
import { buildTinyImage } from '../support/images';
import { expect, test } from './support/fixtures';

let folder: string;
let archive: string;

test.beforeAll(async ({ engines }) => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-archive-'));
  archive = join(folder, 'tiny image.tar');
  await buildTinyImage(engines.classic, 'archive/tiny:1', 'archived\n');
  await dockerCli(['save', '-o', archive, 'archive/tiny:1'], { host: engines.classic.host });
});
test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

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
