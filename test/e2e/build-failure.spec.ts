import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { temporaryFolder } from '../support/temporary-folder';
import { confirm, expect, kinds, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

const OUTPUT = join(import.meta.dirname, '../output/build');

/** 20,000 lines, of which two have the word, and then the end. */
const DOCKERFILE = `FROM failure/base:1
RUN echo so far > /good
RUN rm /good; echo a needle; seq 1 20000 | sed 's/^/line /'; printf '\\033[31mred needle\\033[0m\\n'; exit 3
`;

async function buildFailing(window: Page, folder: string, builder: string) {
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
  await window.keyboard.press('Tab');
  await expect(window.getByRole('region', { name: 'Build context' })).toBeVisible();
  await window.getByRole('button', { name: 'More options' }).click();
  await window.getByRole('combobox', { name: 'Builder' }).click();
  await window.getByRole('option', { name: builder, exact: true }).click();
  await window.getByRole('button', { name: 'Build', exact: true }).click();
  const result = window.getByRole('region', { name: 'Result' });
  await expect(result).toContainText('failed');
  return result;
}

for (const kind of kinds) {
  test.describe(`a build that fails on the ${kind} engine`, () => {
    let folder: string;

    test.beforeAll(async ({ engines }) => {
      await buildOwnBase(engines[kind], 'failure/base:1');
      folder = await temporaryFolder();
      await writeFile(join(folder, 'Dockerfile'), DOCKERFILE);
    });

    test('offers a shell in the last good layer where the classic builder leaves one', async ({
      engines,
      launch,
    }) => {
      const { window } = await launch({ host: engines[kind].host });
      const result = await buildFailing(window, folder, 'Classic builder');
      await window.screenshot({ path: join(OUTPUT, `failure-${kind}.png`), animations: 'disabled' });
      await result.getByRole('button', { name: 'Look inside the last good layer' }).click();
      const dialog = window.getByRole('dialog', { name: 'Run container' });
      await expect(dialog.getByRole('textbox', { name: 'Command' })).toHaveValue('/bin/sh');
      await confirm(dialog, 'Run');
      const terminal = window.getByRole('region', { name: 'Terminal' });
      await expect(terminal).toContainText('/ #');
      await window.keyboard.type('cat /good');
      await window.keyboard.press('Enter');
      await expect(terminal.getByText('so far', { exact: true }).first()).toBeVisible();
    });

    test('says why BuildKit leaves nothing to look into, and its long log is searched by keys', async ({
      engines,
      launch,
    }) => {
      const { window } = await launch({ host: engines[kind].host });
      const result = await buildFailing(window, folder, 'BuildKit');
      await expect(result).toContainText('BuildKit keeps no image of the steps before it');
      await expect(result.getByRole('button', { name: 'Look inside the last good layer' })).toHaveCount(0);

      const log = window.getByRole('region', { name: /^Output of RUN rm/ });
      await expect(log.getByText('red needle')).toBeInViewport();
      expect(await log.locator('.cm-line').count()).toBeLessThan(200);
      await window.keyboard.press('Control+f');
      const box = log.getByRole('searchbox', { name: 'Find' });
      await expect(box).toBeFocused();
      await window.keyboard.type('needle');
      await expect(log.getByRole('status')).toHaveText('2 matches');
      const chosen = log.locator('.cm-searchMatch-selected');
      await expect(chosen).toHaveText('needle');
      await window.screenshot({ path: join(OUTPUT, `search-${kind}.png`), animations: 'disabled' });
      const line = log.locator('.cm-line', { has: window.locator('.cm-searchMatch-selected') });
      const first = await line.textContent();
      await window.keyboard.press('Enter');
      await expect(line).not.toHaveText(first ?? '');
      await window.keyboard.press('Shift+Enter');
      await expect(line).toHaveText(first ?? '');
      await window.keyboard.press('Escape');
      await expect(box).toHaveCount(0);
      await expect(log.getByRole('textbox', { name: /^Output of/ })).toBeFocused();
    });
  });
}

for (const kind of kinds) {
  for (const builder of ['BuildKit', 'Classic builder']) {
    test(`a Dockerfile that ${builder} of the ${kind} engine does not take leads to its line`, async ({
      engines,
      launch,
    }) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n\nLABEL a=b\nRUNN echo hi\n');
      const { window } = await launch({ host: engines[kind].host });
      const result = await buildFailing(window, folder, builder);
      await expect(result).toContainText('Line 4 of the Dockerfile: unknown instruction: RUNN');
      await window.screenshot({ path: join(OUTPUT, `syntax-${kind}.png`), animations: 'disabled' });
      await result.getByRole('button', { name: 'Show line 4' }).click();
      await expect(window.locator('.cm-failed-line')).toHaveText('RUNN echo hi');
    });
  }
}
