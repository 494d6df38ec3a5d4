import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  classicArchive,
  digestOf,
  gzip,
  type ImageOptions,
  ociBlobs,
  ociEntries,
  sampleImage,
} from '../analysis/archives';
import { callEngine } from '../support/engine-call';
import { startFaultProxy } from '../support/fault-proxy';
import { importImage } from '../support/images';
import { buildTar } from '../support/tar';
import { temporaryFolder } from '../support/temporary-folder';
import { expect, imageRow, jobItem, kinds, test } from './support/fixtures';
import { lookAt, looks } from './support/looks';

const NO_ENGINE = 'unix:///nowhere/docker.sock';

/** The sample image in an archive; one of its packed layers is broken and another is not there. */
async function damagedArchive(): Promise<string> {
  const image = await sampleImage();
  const { blobs, packed, manifest } = ociBlobs(image, gzip);
  const [broken, missing] = packed.map((blob) => `blobs/sha256/${digestOf(blob).slice('sha256:'.length)}`);
  const kept = blobs
    .filter(({ name }) => name !== missing)
    .map(({ name, content }) => ({
      name,
      content: name === broken ? damaged(Buffer.from(content)) : content,
    }));
  return await write('damaged.tar', await buildTar(ociEntries(kept, { manifests: [manifest] })));
}

const damaged = (blob: Buffer): Buffer =>
  Buffer.concat([blob.subarray(0, 60), Buffer.alloc(60, 0xff), blob.subarray(120)]);

async function archiveOf(name: string, options: ImageOptions): Promise<string> {
  return await write(name, await classicArchive(await sampleImage(options)));
}

async function write(name: string, bytes: Buffer): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, bytes);
  return path;
}

/** 40 folders in each other, and names that leave no room. */
const deepLayer = [
  ...Array.from({ length: 40 }, (_, depth) => ({ name: `${'folder/'.repeat(depth + 1)}` })),
  { name: `${'folder/'.repeat(40)}at-the-bottom.txt`, content: 'deep\n' },
  { name: `${'a-very-long-name-'.repeat(14)}.txt`, content: 'long\n' },
  { name: 'right-\u202eto-left\u0007.txt', content: 'turned\n' },
];

async function showArchive(window: Page, path: string): Promise<void> {
  await window.evaluate((target) => {
    location.hash = `#/archive/${encodeURIComponent(target)}`;
  }, path);
}

for (const { theme, language, words } of looks) {
  const look = `${theme}-${language}`;

  test(`archives that are damaged, deep or empty in ${look}`, async ({ launch }) => {
    const { window } = await launch({ host: NO_ENGINE, language });
    await window.emulateMedia({ colorScheme: theme });
    await showArchive(window, await damagedArchive());
    const stack = window.getByRole('listbox', { name: words.layers.layer.label });
    await expect(stack.getByRole('option')).toHaveCount(3);
    await expect(stack.getByText(words.layers.damage.mark)).toHaveCount(2);
    await expect(window.getByText(words.layers.findings.nothingRead)).toBeVisible();
    await expect(window.getByText(words.layers.figures.unknownOs, { exact: true })).toBeVisible();
    await lookAt(window, 'screens', `layers-damaged-${look}`);

    await showArchive(window, await archiveOf('deep.tar', { layers: [deepLayer] }));
    await expect(stack.getByRole('option')).toHaveCount(1);
    await window.getByRole('button', { name: words.layers.files.openAll }).click();
    await window.getByRole('treeitem').first().focus();
    await window.keyboard.press('End');
    await expect(window.getByRole('treeitem', { name: /right-/ })).toBeInViewport();
    await lookAt(window, 'screens', `layers-deep-${look}`);
    await window.getByRole('treeitem', { name: 'at-the-bottom.txt' }).click();
    await expect(window.locator('.cm-content')).toContainText('deep');
    await lookAt(window, 'screens', `layers-deepest-${look}`);

    const contents = window.getByRole('radio', { name: words.layers.contents.label });
    await contents.click();
    await expect(window.getByText(words.layers.contents.none)).toBeVisible();
    await lookAt(window, 'screens', `layers-contents-${look}`);

    await showArchive(window, await archiveOf('empty.tar', { layers: [[]] }));
    await expect(window.getByText(words.layers.files.empty, { exact: true })).toBeVisible();
    await lookAt(window, 'screens', `layers-empty-${look}`);

    await showArchive(window, await write('noise.tar', randomBytes(5_000)));
    await expect(window.getByRole('alert')).toBeVisible();
    await lookAt(window, 'screens', `layers-refused-${look}`);
  });
}

for (const kind of kinds) {
  test(`an engine that goes while it is read leaves a clear end, on ${kind}`, async ({ engines, launch }) => {
    const engine = engines[kind];
    await importImage(engine, 'rare/large:1', [{ name: 'noise', content: randomBytes(4_000_000) }]);
    const proxy = await startFaultProxy({ target: { socketPath: engine.socketPath } });
    const { window } = await launch({ host: proxy.host });
    await imageRow(window, 'rare/large:1').click();
    await window.getByRole('tab', { name: 'Layers' }).click();
    proxy.setFaults({
      path: /\/images\/.*get/,
      fault: { kind: 'cut', side: 'response', afterBytes: 1_000_000 },
    });
    await window.getByRole('button', { name: 'Analyse' }).click();
    await expect(window.getByRole('alert')).toBeVisible();
    await window.getByRole('button', { name: 'Open the job list' }).click();
    await expect(jobItem(window, 'Analyse rare/large:1')).toContainText('failed');
    await lookAt(window, 'screens', `layers-cut-${kind}`);

    proxy.setFaults();
    await window.getByRole('alert').getByRole('button').first().click();
    await expect(window.getByRole('tree', { name: 'Files' })).toBeVisible();
    await proxy.stop();
    await callEngine(engine, { method: 'DELETE', path: '/images/rare/large:1' });
  });
}
