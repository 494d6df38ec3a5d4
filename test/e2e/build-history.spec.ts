import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, kinds, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

const OUTPUT = join(import.meta.dirname, '../output/build');

for (const kind of kinds) {
  test(`builds on ${kind} are remembered, searched, repeated with one key and forgotten`, async ({
    engines,
    launch,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'layeryard-history-'));
    await buildOwnBase(engines[kind], 'history/base:1');
    await writeFile(join(folder, 'Dockerfile'), 'FROM history/base:1\nRUN echo made > /made\nCMD ["sh"]\n');
    const app = await launch({ host: engines[kind].host });
    const { window } = app;
    await window.getByRole('link', { name: 'Build', exact: true }).click();
    await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
    await window.keyboard.press('Tab');
    await expect(window.getByRole('region', { name: 'Build context' })).toBeVisible();
    await window.getByRole('textbox', { name: 'Tag' }).fill(`history/one-${kind}:1`);
    await window.getByRole('button', { name: 'Build', exact: true }).click();
    const result = window.getByRole('region', { name: 'Result' });
    await expect(result).toContainText('1 made');
    await expect(result.getByRole('button', { name: 'Tag' })).toBeVisible();

    await window.getByRole('tab', { name: 'History' }).click();
    const earlier = window.getByRole('list', { name: 'Earlier builds' });
    await expect(earlier.getByRole('listitem')).toHaveCount(1);
    await earlier.getByRole('button', { expanded: false }).first().press('r');
    await expect(result).toContainText('before:');
    await expect(result).toContainText('0 made');

    await window.getByRole('tab', { name: 'History' }).click();
    await expect(earlier.getByRole('listitem')).toHaveCount(2);
    await earlier.getByRole('button', { expanded: false }).first().click();
    await expect(window.getByRole('region', { name: 'Log of that build' })).toContainText('RUN echo made');
    await window.screenshot({ path: join(OUTPUT, `history-${kind}.png`), animations: 'disabled' });
    await window.getByRole('searchbox', { name: 'Search builds' }).fill('nothing-like-it');
    await expect(earlier.getByRole('listitem')).toHaveCount(0);
    await window.getByRole('searchbox', { name: 'Search builds' }).fill(`one-${kind}`);
    await expect(earlier.getByRole('listitem')).toHaveCount(2);

    await window.keyboard.press('Control+Shift+B');
    await expect(result).toContainText('done');
    await window.getByRole('tab', { name: 'History' }).click();
    await expect(earlier.getByRole('listitem')).toHaveCount(3);
    await window.getByRole('button', { name: 'Forget all' }).click();
    await expect(earlier).toHaveCount(0);
    await rm(folder, { recursive: true, force: true });
  });
}
