import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { buildTar } from '../support/tar';
import { temporaryFolder } from '../support/temporary-folder';
import { dropFile, expect, openDialog, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

/** Drops an address as a browser hands it out. */
async function dropAddress(window: Page, address: string): Promise<void> {
  const session = await window.context().newCDPSession(window);
  const items = [{ mimeType: 'text/plain', data: address }];
  const drag = { x: 600, y: 400, data: { items, files: [], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...drag });
  }
  await session.detach();
}

test('a tar with a Dockerfile in it is dropped and built as it is', async ({ engines, launch }) => {
  const folder = await mkdtemp(join(tmpdir(), 'layeryard-sources-'));
  const file = join(folder, 'shop.tar');
  await buildOwnBase(engines.classic, 'drops/base:1');
  const recipe = 'FROM drops/base:1 AS only\nCOPY word /word\n';
  await writeFile(
    file,
    await buildTar([
      { name: 'Dockerfile', content: recipe },
      { name: 'word', content: 'hello' },
    ]),
  );
  const { window } = await launch({ host: engines.classic.host });
  await expect(window.getByRole('table', { name: 'Images' })).toBeVisible();
  await dropFile(window, file);
  await expect(window.getByRole('textbox', { name: 'Context folder' })).toHaveValue(file);
  await expect(window.getByRole('textbox', { name: 'Tag' })).toHaveValue('shop:latest');
  await expect(window.getByRole('region', { name: 'Build context' })).toContainText('2 files');
  await window.getByRole('textbox', { name: 'Tag' }).fill('drops/shop:1');
  await window.getByRole('button', { name: 'Build', exact: true }).click();
  await expect(window.getByRole('region', { name: 'Result' })).toContainText('done');
  await rm(folder, { recursive: true, force: true });
});

test('an address of a repository is dropped and fills the form', async ({ engines, launch }) => {
  const { window } = await launch({ host: engines.classic.host });
  await expect(window.getByRole('table', { name: 'Images' })).toBeVisible();
  await dropAddress(window, 'https://example.com/team/shop.git');
  await expect(window.getByRole('textbox', { name: 'Context folder' })).toHaveValue(
    'https://example.com/team/shop.git',
  );
  await expect(window.getByRole('textbox', { name: 'Tag' })).toHaveValue('shop:latest');
  await expect(window.getByRole('region', { name: 'Build context' })).toContainText(
    'nothing of this computer is sent',
  );
});

test('of several things dropped at once the first is taken and the others are told, also while a build runs', async ({
  engines,
  launch,
}) => {
  await buildOwnBase(engines.classic, 'drops/base:1');
  const [running, one, two] = await Promise.all([temporaryFolder(), temporaryFolder(), temporaryFolder()]);
  await writeFile(join(running, 'Dockerfile'), 'FROM drops/base:1\nRUN echo begun; sleep 600\n');
  await writeFile(join(one, 'a.Dockerfile'), 'FROM scratch\n');
  await writeFile(join(two, 'b.Dockerfile'), 'FROM scratch\n');
  const { window } = await launch({ host: engines.classic.host });
  const folder = window.getByRole('textbox', { name: 'Context folder' });
  const file = window.getByRole('textbox', { name: 'Dockerfile' });
  await expect(window.getByRole('table', { name: 'Images' })).toBeVisible();
  await dropFile(window, join(one, 'a.Dockerfile'), join(two, 'b.Dockerfile'));
  await expect(window.getByText('Only the first of 2 files was taken')).toBeVisible();
  await expect(file).toHaveValue('a.Dockerfile');
  await expect(folder).toHaveValue(one);

  await dropFile(window, running, join(one, 'a.Dockerfile'));
  await expect(folder).toHaveValue(running);
  await window.getByRole('button', { name: 'Build', exact: true }).click();
  await expect(window.getByRole('region', { name: 'Build log' })).toContainText('begun');
  await dropFile(window, join(two, 'b.Dockerfile'));
  await expect(folder).toHaveValue(two);
  await expect(window.getByRole('region', { name: 'Result' })).toContainText('RUN echo begun');

  // Behind a dialog nothing changes, and what is typed in it stays.
  await window.getByRole('link', { name: 'Images', exact: true }).click();
  const pull = await openDialog(window, 'Pull', 'Pull image');
  await pull.getByRole('textbox', { name: 'Image reference' }).fill('half-typed');
  await dropFile(window, one);
  await expect(window.getByText('Close the dialog first')).toBeVisible();
  await expect(pull.getByRole('textbox', { name: 'Image reference' })).toHaveValue('half-typed');
  await expect(window.getByRole('table', { name: 'Images', includeHidden: true })).toBeVisible();
});
