import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { dockerCli } from '../support/docker-cli';
import type { Engine } from '../support/engines';
import { buildImage } from '../support/images';
import { dropFile, expect, imageRow, jobItem, kinds, test } from './support/fixtures';
import { lookAt, looks } from './support/looks';
import { buildOwnBase } from './support/own-base';

const key = `-----BEGIN OPENSSH PRIVATE KEY-----\n${randomBytes(900).toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
let folder: string;

test.beforeAll(async ({ engines }) => {
  folder = await mkdtemp(join(tmpdir(), 'layeryard-layers-'));
  for (const kind of kinds) await buildLeakyImage(engines[kind]);
  await dockerCli(['save', '-o', join(folder, 'leaky.tar'), 'layers/leaky:1'], {
    host: engines.classic.host,
  });
});
test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Several layers that change, remove and hide files; one brings a key that the next removes. */
async function buildLeakyImage(engine: Engine): Promise<void> {
  await buildOwnBase(engine, 'layers/base:1');
  await buildImage(engine, {
    tag: 'layers/leaky:1',
    dockerfile: [
      'FROM layers/base:1',
      'COPY app/ /app/',
      'RUN rm /app/id_rsa && echo "const port = 8080;" > /app/server.js && chmod 600 /etc/passwd',
      'RUN rm -r /app/docs && mkdir /app/docs && echo new > /app/docs/new.txt',
      'CMD ["/bin/sh"]',
      '',
    ].join('\n'),
    files: [
      { name: 'app/id_rsa', content: key, mode: 0o600 },
      { name: 'app/server.js', content: 'const port = 3000;\n' },
      { name: 'app/bytes.bin', content: randomBytes(200_000) },
      ...Array.from({ length: 40 }, (_, index) => ({
        name: `app/docs/page-${index}.md`,
        content: `# Page ${index}\n${'text '.repeat(index * 20)}\n`,
      })),
    ],
  });
}

/** Answers the system's dialog for a file to write. */
async function saveTo(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
}

async function openLayers(window: Page): Promise<void> {
  await imageRow(window, 'layers/leaky:1').click();
  await window.getByRole('tab', { name: 'Layers' }).click();
}

async function analyse(window: Page): Promise<void> {
  await openLayers(window);
  await window.getByRole('button', { name: 'Analyse' }).click();
  await expect(window.getByRole('tree', { name: 'Files' })).toBeVisible();
}

const line = (window: Page, name: string) =>
  window.getByRole('tree', { name: 'Files' }).getByRole('treeitem', { name, exact: true });

for (const kind of kinds) {
  test.describe(`layers of an image on ${kind}`, () => {
    test('a key that a later layer removed is found, read and saved, byte for byte', async ({
      engines,
      launch,
    }) => {
      const { window, app } = await launch({ host: engines[kind].host });
      await analyse(window);
      await expect(window.getByText('Efficiency')).toBeVisible();
      await expect(window.getByRole('listbox', { name: 'Layer stack' }).getByRole('option')).toHaveCount(4);

      const findings = window.getByRole('region', { name: 'Findings' });
      await findings.getByRole('button', { name: /^app\/id_rsa/ }).click();
      const file = window.getByRole('region', { name: 'File' });
      await expect(file).toContainText('BEGIN OPENSSH PRIVATE KEY');
      await expect(file).toContainText('removed by layer 3');
      await expect(line(window, 'id_rsa')).toHaveAttribute('aria-selected', 'true');

      const saved = join(folder, `key-${kind}`);
      await saveTo(app, saved);
      await file.getByRole('button', { name: 'Save file' }).click();
      await expect.poll(async () => await readFile(saved, 'utf8').catch(() => '')).toBe(key);
    });

    test('an image that was read opens at once in another window of the app', async ({ engines, launch }) => {
      const first = await launch({ host: engines[kind].host });
      await analyse(first.window);
      const { userData } = first;
      await first.app.close();
      const { window } = await launch({ host: engines[kind].host, userData });
      await openLayers(window);
      await expect(window.getByRole('tree', { name: 'Files' })).toBeVisible();
    });
  });
}

test('files are found by filter, keys, change and size', async ({ engines, launch }) => {
  const { window } = await launch({ host: engines.classic.host });
  await analyse(window);
  const box = window.getByRole('searchbox', { name: 'Filter files' });
  await box.fill('server');
  await expect(line(window, 'server.js')).toBeVisible();
  await expect(line(window, 'bin')).toHaveCount(0);
  await box.fill('');
  await expect(line(window, 'bin')).toBeVisible();
  await line(window, 'app').focus();
  await window.keyboard.press('ArrowRight');
  await expect(line(window, 'server.js')).toBeVisible();
  await window.keyboard.press('ArrowRight');
  await expect(line(window, 'docs')).toBeFocused();
  await window.keyboard.type('ser');
  await expect(line(window, 'server.js')).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('region', { name: 'File' })).toContainText('const port = 8080;');
  await window.keyboard.press('ArrowLeft');
  await expect(line(window, 'app')).toBeFocused();

  await window.getByRole('option', { name: /^Layer 3:/ }).click();
  await expect(line(window, 'id_rsa')).toHaveAttribute('aria-description', /removed/);
  await expect(line(window, 'server.js')).toHaveAttribute('aria-description', /content changed/);
  await window.getByRole('radio', { name: 'Largest' }).click();
  await expect(window.getByRole('treeitem').first()).toHaveAttribute('aria-label', 'busybox');
});

test('a folder is saved as a tar, as the layers up to one show it', async ({ engines, launch }) => {
  const { window, app } = await launch({ host: engines.classic.host });
  await analyse(window);
  const saved = join(folder, 'docs.tar');
  await saveTo(app, saved);
  await line(window, 'app').click();
  await line(window, 'docs').click();
  await window.getByRole('button', { name: 'Save folder as tar' }).click();
  await expect(jobItem(window, 'Save')).toContainText('done');
  const tar = (await readFile(saved)).toString('latin1');
  expect(tar).toContain('new.txt');
  expect(tar).not.toContain('page-3.md');
});

test('an archive is looked into without any engine', async ({ launch }) => {
  const { window: first, app } = await launch({ host: 'unix:///nowhere/docker.sock' });
  await expect(first.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
  const opened = app.waitForEvent('window');
  await dropFile(first, join(folder, 'leaky.tar'));
  const window = await opened;
  await expect(window.getByRole('heading', { level: 1, name: 'leaky.tar' })).toBeVisible();
  await expect(window.getByRole('option')).toHaveCount(4);
  await window
    .getByRole('region', { name: 'Findings' })
    .getByRole('button', { name: /^app\/id_rsa/ })
    .click();
  await expect(window.getByRole('region', { name: 'File' })).toContainText('BEGIN OPENSSH PRIVATE KEY');
});

test('a dropped archive can be looked into instead of loaded', async ({ engines, launch }) => {
  const { window: first, app } = await launch({ host: engines.classic.host });
  await expect(imageRow(first, 'layers/leaky:1')).toBeVisible();
  await dropFile(first, join(folder, 'leaky.tar'));
  const dialog = first.getByRole('dialog', { name: 'Load images' });
  const opened = app.waitForEvent('window');
  await dialog.getByRole('button', { name: 'Look inside' }).click();
  const window = await opened;
  await expect(window.getByRole('tree', { name: 'Files' })).toBeVisible();
});

test('an archive that is none says so', async ({ launch }) => {
  const broken = join(folder, 'broken.tar');
  await writeFile(broken, randomBytes(5_000));
  const { window } = await launch({ host: 'unix:///nowhere/docker.sock' });
  await expect(window.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
  await window.evaluate((path) => {
    location.hash = `#/archive/${encodeURIComponent(path)}`;
  }, broken);
  await expect(window.getByRole('alert')).toBeVisible();
});

for (const { theme, language, words } of looks) {
  test(`the layer browser in ${theme}, ${language}`, async ({ engines, launch }) => {
    const look = `${theme}-${language}`;
    const { window } = await launch({ host: engines.classic.host, language });
    await window.emulateMedia({ colorScheme: theme });
    await window.getByRole('row', { name: 'layers/leaky:1', exact: true }).click();
    await window.getByRole('tab').nth(1).click();
    const start = window.getByRole('button', { name: words.layers.analyse.action });
    await expect(start).toBeVisible();
    await lookAt(window, 'screens', `layers-offer-${look}`);
    await start.click();
    await expect(window.getByRole('tree')).toBeVisible();
    await lookAt(window, 'screens', `layers-pane-${look}`);
    await window.getByRole('button', { name: words.layers.expand }).click();
    await window.getByRole('option').nth(1).click();
    await window.getByRole('treeitem').first().click();
    await window.getByRole('treeitem', { name: 'server.js' }).click();
    await expect(window.locator('.cm-content')).toContainText('8080');
    await lookAt(window, 'screens', `layers-window-${look}`);
    await window.getByRole('radio', { name: words.layers.file.difference }).click();
    await window.getByRole('radio', { name: words.layers.files.map }).click();
    await expect(window.locator('[data-box]').first()).toBeVisible();
    await lookAt(window, 'screens', `layers-map-${look}`);
  });
}
