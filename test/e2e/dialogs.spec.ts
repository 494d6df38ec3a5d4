import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { callEngine } from '../support/engine-call';
import { buildImage } from '../support/images';
import { temporaryFolder } from '../support/temporary-folder';
import { expect, test } from './support/fixtures';
import { type Look, lookAt, looks } from './support/looks';
import { buildOwnBase } from './support/own-base';

/** A name as long as names get in large companies. */
const LONG =
  'dialogs/a-very-long-team-name/with-many-components/and-a-very-long-image-name-too:2026.11.24-rc.1';

let folder: string;

test.beforeAll(async ({ engines }) => {
  folder = await temporaryFolder();
  const engine = engines.classic;
  await buildOwnBase(engine, 'dialogs/base:1');
  await buildImage(engine, { tag: LONG, dockerfile: 'FROM dialogs/base:1\nRUN echo 1 > /1\n', files: [] });
  await callEngine(engine, {
    method: 'POST',
    path: '/containers/create?name=dialogs-worker',
    body: { Image: 'dialogs/base:1', Cmd: ['sh'] },
  });
  await writeFile(join(folder, 'Dockerfile'), 'FROM dialogs/base:1\nRUN echo so far && exit 3\n');
});

/** Opens what the command palette calls so. */
async function command(window: Page, { words }: Look, label: string): Promise<Locator> {
  await window.keyboard.press('Control+k');
  await window.getByPlaceholder(words.app.palette.placeholder).fill(label);
  await window.getByRole('option', { name: label }).click();
  return window.getByRole('dialog');
}

/** Looks at the dialog that is open, empty and with something in it, and closes it. */
async function lookAtDialog(window: Page, { theme, language }: Look, name: string): Promise<void> {
  await expect(window.getByRole('dialog')).toBeVisible();
  await lookAt(window, 'dialogs', `${name}-${theme}-${language}`);
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toHaveCount(0);
}

for (const look of looks) {
  const { theme, language, words } = look;
  test(`every dialog in ${theme}, ${language}`, async ({ engines, launch }) => {
    const { window } = await launch({ host: engines.classic.host, language });
    await window.emulateMedia({ colorScheme: theme });
    await expect(window.getByRole('row').filter({ hasText: 'dialogs/base' })).toBeVisible();
    const { action } = words.app;
    for (const name of ['load', 'import', 'search', 'prune', 'sign-in', 'commit'] as const) {
      await command(window, look, action[name]);
      await lookAtDialog(window, look, name);
    }
    const pull = await command(window, look, action.pull);
    await pull.getByRole('textbox').first().fill('Not a Reference');
    await expect(pull.getByText(words.operations.rules.uppercase)).toBeVisible();
    await lookAtDialog(window, look, 'pull-refused');
    for (const name of ['settings', 'shortcuts'] as const) {
      await window.getByRole('button', { name: words.app[name].title, exact: true }).click();
      await lookAtDialog(window, look, name);
    }
    await window.getByRole('row').filter({ hasText: 'and-a-very-long-image-name-too' }).click();
    for (const name of ['tag', 'push', 'save', 'remove'] as const) {
      await window.getByRole('button', { name: words.images.toolbar[name], exact: true }).click();
      await lookAtDialog(window, look, name);
    }
    await window.keyboard.press('Escape');
    await window.getByRole('row').filter({ hasText: 'dialogs/base' }).click();
    await window.getByRole('button', { name: words.images.toolbar.remove, exact: true }).click();
    await lookAtDialog(window, look, 'remove-blocked');
  });

  test(`a failed build and its job in ${theme}, ${language}`, async ({ engines, launch }) => {
    const { window } = await launch({ host: engines.classic.host, language });
    await window.emulateMedia({ colorScheme: theme });
    await window.getByRole('link', { name: words.app.build, exact: true }).click();
    await window.getByRole('textbox', { name: words.build.folder }).fill(folder);
    await window.keyboard.press('Tab');
    await window.locator('main button[type=submit]').click();
    await expect(window.getByRole('region', { name: words.build.result })).toContainText('so far');
    await expect(window.getByRole('region', { name: words.build.result })).toContainText(
      words.jobs.states.failed,
    );
    await lookAt(window, 'dialogs', `build-failed-${theme}-${language}`);
    await window.getByRole('link', { name: words.app.jobs, exact: true }).click();
    await lookAt(window, 'dialogs', `job-failed-${theme}-${language}`);
  });
}
