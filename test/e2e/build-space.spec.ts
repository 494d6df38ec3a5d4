import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEngine } from '../support/engines';
import { temporaryFolder } from '../support/temporary-folder';
import { confirm, expect, jobItem, kinds, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

const OUTPUT = join(import.meta.dirname, '../output/build');
const run = promisify(execFile);
const fill = (megabytes: number) => `RUN dd if=/dev/urandom of=/fill bs=1M count=${megabytes}`;

for (const kind of kinds) {
  test(`a build that fills the disk of the ${kind} engine leads to the build cache, and fits once that is gone`, async ({
    launch,
  }) => {
    const disk = join(await temporaryFolder(), 'disk');
    await mkdir(disk);
    await run('mount', ['-n', '-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk]);
    const engine = await startEngine(kind, { dataFolder: join(disk, 'data') });
    try {
      await buildOwnBase(engine, 'space/base:1');
      const folder = await temporaryFolder();
      // What the first stage fills stays in the cache, and in no image.
      const first = `FROM space/base:1 AS filled\n${fill(40)}\nFROM scratch\nCOPY --from=filled /bin/sh /sh\n`;
      await writeFile(join(folder, 'Dockerfile'), first);
      await writeFile(join(folder, 'more.Dockerfile'), `FROM space/base:1\n${fill(60)} && rm /fill\n`);
      const { window } = await launch({ host: engine.host });
      await window.getByRole('link', { name: 'Build', exact: true }).click();
      await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
      await window.keyboard.press('Tab');
      await expect(window.getByRole('textbox', { name: 'Tag' })).not.toHaveValue('');
      await window.getByRole('textbox', { name: 'Dockerfile' }).fill('Dockerfile');
      await window.getByRole('button', { name: 'Build', exact: true }).click();
      const result = window.getByRole('region', { name: 'Result' });
      await expect(result).toContainText('Built in');

      await window.getByRole('textbox', { name: 'Dockerfile' }).fill('more.Dockerfile');
      await window.getByRole('button', { name: 'Build', exact: true }).click();
      await expect(result).toContainText('The engine’s disk is full.');
      await result.getByRole('button', { name: 'Free space' }).click();
      const dialog = window.getByRole('dialog', { name: 'Prune build cache' });
      const parts = dialog.getByRole('region', { name: 'Parts of the cache that go' });
      await expect(parts).toContainText('dd if=/dev/urandom');
      await window.screenshot({ path: join(OUTPUT, `space-${kind}.png`), animations: 'disabled' });
      await confirm(dialog, 'Prune');
      await expect(jobItem(window, 'Prune build cache')).toContainText(/freed/i);

      await result.getByRole('button', { name: 'Build again' }).click();
      await expect(result).toContainText('Built in');
    } finally {
      await engine.stop();
      await run('umount', ['-n', disk]);
      await rm(disk, { recursive: true });
    }
  });
}
