import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { lookAt, looks } from './support/looks';

const OUTPUT = join(import.meta.dirname, '../output/build');
const RECIPE = 'FROM debian\nRUNN true\nRUN apt-get update && apt-get install -y curl\n';
let folder = '';

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-editor-'));
  await writeFile(join(folder, 'Dockerfile'), RECIPE);
});
test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function openEditor(window: Page): Promise<void> {
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
  await window.keyboard.press('Tab');
  await window.getByRole('tab', { name: 'Dockerfile' }).click();
  await expect(window.getByRole('textbox', { name: 'Editor', exact: true })).toBeVisible();
}

test('a Dockerfile is mended where it is wrong, completed and saved', async ({ engines, launch }) => {
  const { window } = await launch({ host: engines.classic.host });
  await openEditor(window);
  const problems = window.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('There is no instruction RUNN.');
  await expect(problems).toContainText('debian may be another image tomorrow');
  await expect(problems).toContainText('rm -rf /var/lib/apt/lists');
  await problems.getByRole('button', { name: /RUNN/ }).click();
  await window.keyboard.press('Control+Delete');
  await window.keyboard.type('HEAL');
  await expect(window.getByRole('option', { name: 'HEALTHCHECK NONE' })).toBeVisible();
  await window.keyboard.press('Escape');
  for (let typed = 0; typed < 4; typed += 1) await window.keyboard.press('Backspace');
  await window.keyboard.type('RUN');
  await expect(problems).not.toContainText('RUNN');
  await expect(window.getByText('Not saved')).toBeVisible();
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Not saved')).toHaveCount(0);
  expect(await readFile(join(folder, 'Dockerfile'), 'utf8')).toBe(RECIPE.replace('RUNN', 'RUN'));
});

test('a change made outside is never lost', async ({ engines, launch }) => {
  const { window } = await launch({ host: engines.classic.host });
  await openEditor(window);
  await window.getByRole('textbox', { name: 'Editor', exact: true }).click();
  await window.keyboard.press('Control+End');
  await window.keyboard.type('USER 1000');
  await writeFile(join(folder, 'Dockerfile'), 'FROM busybox:1\n');
  await window.keyboard.press('Control+s');
  const warning = window.getByRole('alert').filter({ hasText: 'changed by another program' });
  await expect(warning).toBeVisible();
  expect(await readFile(join(folder, 'Dockerfile'), 'utf8')).toBe('FROM busybox:1\n');
  await warning.getByRole('button', { name: 'Show the difference' }).click();
  await expect(window.getByRole('textbox', { name: 'What you changed' })).toContainText('busybox');
  // Leaving the page loses nothing, and a build says that it would not see what is not saved.
  await window.getByRole('link', { name: 'Registries', exact: true }).click();
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await window.getByRole('tab', { name: 'Overview' }).click();
  await expect(window.getByText('without what you have not saved')).toBeVisible();
  await window.getByRole('tab', { name: 'Dockerfile' }).click();
  await expect(window.getByRole('textbox', { name: 'Editor', exact: true })).toContainText('USER 1000');
  await window.getByRole('button', { name: 'Save mine anyway' }).click();
  await expect(warning).toHaveCount(0);
  expect(await readFile(join(folder, 'Dockerfile'), 'utf8')).toBe(`${RECIPE}USER 1000`);
});

test('what happens to the file during a conflict is told each time, and nothing is replaced unseen', async ({
  engines,
  launch,
}) => {
  const file = join(folder, 'Dockerfile');
  const { window } = await launch({ host: engines.classic.host });
  await openEditor(window);
  await window.getByRole('textbox', { name: 'Editor', exact: true }).click();
  await window.keyboard.press('Control+End');
  await window.keyboard.type('USER 1000');
  await rm(file);
  await window.keyboard.press('Control+s');
  await expect(window.getByRole('alert').filter({ hasText: 'was removed' })).toBeVisible();

  // Something else has come by the time that the person wants theirs anyway.
  await writeFile(file, 'FROM other:1\n');
  await window.getByRole('button', { name: 'Save mine anyway' }).click();
  await expect(window.getByRole('alert').filter({ hasText: 'changed by another program' })).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe('FROM other:1\n');

  await writeFile(file, Buffer.from('# caf\xe9\n', 'latin1'));
  await window.getByRole('button', { name: 'Save mine anyway' }).click();
  const refused = window.getByRole('alert').filter({ hasText: 'cannot be read' });
  await expect(refused).toBeVisible();
  await window.screenshot({ path: join(OUTPUT, 'editor-conflict.png'), animations: 'disabled' });
  await rm(file);
  await mkdir(file);
  await window.getByRole('button', { name: 'Save mine anyway' }).click();
  await refused
    .getByText('Original message')
    .or(refused.getByText('There is a folder of this name.'))
    .first()
    .waitFor();
  expect((await stat(file)).isDirectory()).toBe(true);

  await rm(file, { recursive: true });
  await window.getByRole('button', { name: 'Save mine anyway' }).click();
  await expect(window.getByRole('alert').filter({ hasText: 'was removed' })).toBeVisible();
  await window.getByRole('button', { name: 'Save mine anyway' }).click();
  await expect(window.getByText('Not saved')).toHaveCount(0);
  expect(await readFile(file, 'utf8')).toBe(`${RECIPE}USER 1000`);
});

for (const [what, bytes, why] of [
  ['is not UTF-8', Buffer.from('# caf\xe9\nFROM scratch\n', 'latin1'), 'It is not a text in UTF-8.'],
  ['is UTF-16', Buffer.from('\uFEFFFROM scratch\n', 'utf16le'), 'It is not a text in UTF-8.'],
  ['has 50 MB', Buffer.alloc(50_000_000, 'FROM scratch\n'), 'It is longer than 2 MB.'],
] as const) {
  test(`a Dockerfile that ${what} is not opened, and says why`, async ({ engines, launch }) => {
    await writeFile(join(folder, 'Dockerfile'), bytes);
    const { window } = await launch({ host: engines.classic.host });
    await window.getByRole('link', { name: 'Build', exact: true }).click();
    await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
    await window.keyboard.press('Tab');
    await window.getByRole('tab', { name: 'Dockerfile' }).click();
    const refused = window.getByRole('alert').filter({ hasText: 'cannot be read' });
    await expect(refused).toContainText(why);
    await expect(window.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
    expect((await readFile(join(folder, 'Dockerfile'))).equals(bytes)).toBe(true);
  });
}

test('a folder without a Dockerfile begins with a template', async ({ engines, launch }) => {
  await rm(join(folder, 'Dockerfile'));
  const { window } = await launch({ host: engines.classic.host });
  await openEditor(window);
  await window.getByRole('button', { name: 'Go, two stages' }).click();
  await expect(window.getByRole('textbox', { name: 'Editor', exact: true })).toContainText('FROM golang');
  await window.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(window.getByText('Not saved')).toHaveCount(0);
  expect(await readFile(join(folder, 'Dockerfile'), 'utf8')).toContain('COPY --from=build');
});

test('ignore rules show what they leave out while they are written', async ({ engines, launch }) => {
  await mkdir(join(folder, 'logs'));
  await writeFile(join(folder, 'logs/a.log'), 'x'.repeat(2000));
  await writeFile(join(folder, 'key.pem'), 'secret');
  const { window } = await launch({ host: engines.classic.host });
  await openEditor(window);
  await window.getByRole('tab', { name: 'Ignore rules' }).click();
  const context = window.getByRole('region', { name: 'Build context' });
  await expect(context).toContainText('key.pem');
  await window.getByRole('textbox', { name: 'Rules' }).click();
  await window.keyboard.type('logs\n*.pem\n');
  const lines = context.getByRole('list', { name: 'Left out by' });
  await expect(lines.getByRole('listitem').filter({ hasText: 'Line 1' })).toContainText('all of logs');
  await expect(lines.getByRole('listitem').filter({ hasText: 'Line 2' })).toContainText('1 file, 6 B');
  await expect(context).not.toContainText('keys or passwords');
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Not saved')).toHaveCount(0);
  expect(await readFile(join(folder, '.dockerignore'), 'utf8')).toBe('logs\n*.pem\n');
});

for (const { theme, language } of looks) {
  test(`the editor in ${theme}, ${language}`, async ({ engines, launch }) => {
    const { window } = await launch({ host: engines.classic.host, language });
    await window.emulateMedia({ colorScheme: theme });
    await window.getByRole('link', { name: /^(Build|构建)$/ }).click();
    await window.getByRole('textbox', { name: /Context folder|上下文/ }).fill(folder);
    await window.keyboard.press('Tab');
    await window.getByRole('tab', { name: 'Dockerfile' }).click();
    await expect(window.getByRole('list', { name: /Problems|问题/ })).toContainText('RUNN');
    await expect(window.locator('.cm-lintRange-error')).toBeVisible();
    await lookAt(window, 'build', `editor-${theme}-${language}`);
  });
}
