import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerCli } from '../support/docker-cli';
import { dropFile, expect, kinds, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

for (const kind of kinds) {
  test.describe(`builds on the ${kind} engine`, () => {
    let folder: string;

    test.beforeAll(async ({ engines }) => {
      await buildOwnBase(engines[kind], 'build/base:1');
      folder = join(await mkdtemp(join(tmpdir(), 'layeryard-build-')), 'My Shop');
      await mkdir(join(folder, 'node_modules'), { recursive: true });
      await writeFile(join(folder, 'node_modules/big.js'), 'x'.repeat(5000));
      await writeFile(join(folder, '.dockerignore'), 'node_modules\n');
      await writeFile(join(folder, 'hello.txt'), 'hello\n');
      await writeFile(
        join(folder, 'Dockerfile'),
        'FROM build/base:1\nARG WHO=world\nCOPY . /app\nRUN echo "hi $WHO" > /app/who && ls /app\n',
      );
      await writeFile(join(folder, 'broken.Dockerfile'), 'FROM build/base:1\nRUN echo before && false\n');
      await writeFile(
        join(folder, 'ignored.Dockerfile'),
        'FROM build/base:1\nCOPY node_modules/big.js /big.js\n',
      );
    });
    test.afterAll(async () => {
      await rm(join(folder, '..'), { recursive: true, force: true });
    });

    test('a folder becomes an image, without what its ignore file leaves out', async ({
      engines,
      launch,
    }) => {
      const { window } = await launch({ host: engines[kind].host });
      await window.getByRole('link', { name: 'Build', exact: true }).click();
      await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
      await window.keyboard.press('Tab');
      await expect(window.getByRole('region', { name: 'Build context' })).toContainText('left out');
      await expect(window.getByRole('textbox', { name: 'Tag' })).toHaveValue('my-shop:latest');
      await window.getByRole('textbox', { name: 'Tag' }).fill(`build/shop-${kind}:1`);
      await window.getByRole('textbox', { name: 'WHO' }).fill('Ada');
      await window.getByRole('button', { name: 'Build', exact: true }).click();
      const result = window.getByRole('region', { name: 'Result' });
      await expect(result).toContainText('done');
      await expect(window.getByRole('list', { name: 'Steps' })).toContainText('COPY . /app');
      await expect(window.getByRole('region', { name: 'Build log' })).toContainText('RUN echo');
      const shown = await dockerCli(
        ['run', '--rm', '--network=none', `build/shop-${kind}:1`, 'sh', '-c', 'cat /app/who; ls /app'],
        { host: engines[kind].host },
      );
      expect(shown.stdout.split(/\s+/)).toEqual(
        expect.arrayContaining(['Ada', 'Dockerfile', 'broken.Dockerfile', 'hello.txt', 'who']),
      );
      expect(shown.stdout).not.toContain('node_modules');

      await result.getByRole('button', { name: 'Build again' }).click();
      await expect(result).toContainText('from the cache');
      await expect(window.getByRole('list', { name: 'Steps' })).toContainText('cached');
    });

    test('a dropped Dockerfile fills the form of its build', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      await expect(window.getByRole('table', { name: 'Images' })).toBeVisible();
      await dropFile(window, join(folder, 'broken.Dockerfile'));
      await expect(window.getByRole('textbox', { name: 'Context folder' })).toHaveValue(folder);
      await expect(window.getByRole('textbox', { name: 'Dockerfile' })).toHaveValue('broken.Dockerfile');
    });

    test('a failing step is named with its log', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      await window.getByRole('link', { name: 'Build', exact: true }).click();
      await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
      await window.keyboard.press('Tab');
      await window.getByRole('textbox', { name: 'Dockerfile' }).fill('broken.Dockerfile');
      await window.getByRole('button', { name: 'Build', exact: true }).click();
      const result = window.getByRole('region', { name: 'Result' });
      await expect(result).toContainText('failed');
      await expect(result).toContainText('RUN echo before');
      await expect(window.getByRole('region', { name: 'Build log' })).toContainText('before');
      await result.getByRole('button', { name: 'Show line 2' }).click();
      await expect(window.locator('.cm-failed-line')).toContainText('RUN echo before');
    });

    test('a source that the ignore file leaves out is named with the line that does', async ({
      engines,
      launch,
    }) => {
      const { window } = await launch({ host: engines[kind].host });
      await window.getByRole('link', { name: 'Build', exact: true }).click();
      await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
      await window.keyboard.press('Tab');
      await window.getByRole('textbox', { name: 'Dockerfile' }).fill('ignored.Dockerfile');
      await window.getByRole('button', { name: 'Build', exact: true }).click();
      await expect(window.getByRole('region', { name: 'Result' })).toContainText(
        'node_modules/big.js is there, and line 1 of .dockerignore leaves it out',
      );
    });
  });
}
