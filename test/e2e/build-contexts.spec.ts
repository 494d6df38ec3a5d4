import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dockerCli } from '../support/docker-cli';
import { temporaryFolder } from '../support/temporary-folder';
import { expect, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

const OUTPUT = join(import.meta.dirname, '../output/build');

async function openMore(window: Page, folder: string): Promise<void> {
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
  await window.keyboard.press('Tab');
  await expect(window.getByRole('region', { name: 'Build context' })).toBeVisible();
  await window.getByRole('button', { name: 'More options' }).click();
}

test('further contexts are named in the form, held to what can be found, and built', async ({
  engines,
  launch,
}) => {
  const { host } = engines.containerd;
  await buildOwnBase(engines.containerd, 'named/base:1');
  const folder = await temporaryFolder();
  const extra = join(folder, 'beside');
  await mkdir(extra);
  await writeFile(join(extra, 'word'), 'from beside');
  await writeFile(join(folder, '.dockerignore'), 'beside\n');
  await writeFile(join(folder, 'Dockerfile'), 'FROM named\nCOPY --from=words word /word\n');
  const { window } = await launch({ host });
  await openMore(window, folder);
  await window.getByRole('textbox', { name: 'Tag' }).fill('named/made:1');
  const add = window.getByRole('button', { name: 'Add a context' });
  const build = window.getByRole('button', { name: 'Build', exact: true });
  await add.click();
  await window.getByRole('textbox', { name: 'Name of context 1' }).fill('words');
  await window.getByRole('textbox', { name: 'Source of context 1' }).fill('beside');
  await expect(window.getByText('A full path, docker-image://NAME or an address.')).toBeVisible();
  await expect(build).toBeDisabled();
  await window.screenshot({ path: join(OUTPUT, 'contexts-wrong.png'), animations: 'disabled' });
  await window.getByRole('textbox', { name: 'Source of context 1' }).fill(extra);
  await add.click();
  await window.getByRole('textbox', { name: 'Name of context 2' }).fill('named');
  await window.getByRole('textbox', { name: 'Source of context 2' }).fill('docker-image://named/base:1');
  await add.click();
  await window.getByRole('button', { name: 'Remove context 3' }).click();
  await window.screenshot({ path: join(OUTPUT, 'contexts.png'), animations: 'disabled' });
  await build.click();
  await expect(window.getByRole('region', { name: 'Result' })).toContainText('done');
  const shown = await dockerCli(['run', '--rm', '--network=none', 'named/made:1', 'cat', '/word'], { host });
  expect(shown.stdout).toBe('from beside');
});

test('where the engine knows none, the form says why', async ({ engines, launch }) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
  const { window } = await launch({ host: engines.classic.host });
  await openMore(window, folder);
  await expect(window.getByRole('group', { name: 'Further contexts' })).toContainText('needs API 1.42');
  await expect(window.getByRole('button', { name: 'Add a context' })).toBeDisabled();
});
