import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

async function expectImage(window: Page): Promise<void> {
  const table = window.getByRole('table', { name: 'Images' });
  await expect(table.getByRole('row', { name: 'packaged/hello:1', exact: true })).toBeVisible();
}

test('the unpacked package lists the images of a real engine', async ({ release, start }, info) => {
  const window = await start(join(release, 'linux-unpacked/layeryard'));
  await expectImage(window);
  await window.screenshot({ path: info.outputPath('unpacked.png') });
});

test('the content of the deb does so, too', async ({ debContent, start }, info) => {
  const window = await start(join(debContent, 'opt/Layeryard/layeryard'));
  await expectImage(window);
  await window.screenshot({ path: info.outputPath('deb.png') });
});
