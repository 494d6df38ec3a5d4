import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dockerCli } from '../support/docker-cli';
import { temporaryFolder } from '../support/temporary-folder';
import { expect, kinds, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

const OUTPUT = join(import.meta.dirname, '../output/build');

for (const kind of kinds) {
  test(`the result of a build on ${kind} tells what the image leaks and how it differs from the one before`, async ({
    engines,
    launch,
  }) => {
    const { host } = engines[kind];
    const folder = await temporaryFolder();
    await buildOwnBase(engines[kind], 'result/base:1');
    await writeFile(join(folder, 'id_rsa'), '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n');
    await writeFile(join(folder, 'kept.txt'), 'one');
    await writeFile(join(folder, 'gone.txt'), 'goes away');
    await writeFile(
      join(folder, 'Dockerfile'),
      'FROM result/base:1\nCOPY id_rsa /root/.ssh/id_rsa\nRUN rm /root/.ssh/id_rsa\nCOPY *.txt /app/\n',
    );
    const { window } = await launch({ host });
    await window.getByRole('link', { name: 'Build', exact: true }).click();
    await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
    await window.keyboard.press('Tab');
    await expect(window.getByRole('region', { name: 'Build context' })).toBeVisible();
    await window.getByRole('textbox', { name: 'Tag' }).fill(`result/shop-${kind}:1`);
    await window.getByRole('button', { name: 'Build', exact: true }).click();
    const result = window.getByRole('region', { name: 'Result' });
    const found = result.getByRole('list', { name: 'Found in the image' });
    await expect(found).toContainText('1 likely secret was removed and is still in the image');
    await expect(result.getByRole('button', { name: 'Compare with the previous build' })).toHaveCount(0);

    await result.getByRole('link', { name: 'All findings' }).click();
    const findings = window.getByRole('region', { name: 'Findings' });
    await expect(findings).toContainText('root/.ssh/id_rsa');
    await expect(findings).toBeInViewport();

    await window.getByRole('link', { name: 'Build', exact: true }).click();
    await writeFile(join(folder, 'kept.txt'), 'other');
    await writeFile(join(folder, 'added.txt'), 'is new here');
    await writeFile(join(folder, '.dockerignore'), 'gone.txt\n');
    await result.getByRole('button', { name: 'Build again' }).click();
    await result.getByRole('button', { name: 'Compare with the previous build' }).click();
    const compared = result.getByRole('region', { name: 'Against the previous build' });
    await expect(compared).toContainText('1 new, 1 no longer there');
    for (const [list, path] of [
      ['1 file added', 'app/added.txt'],
      ['1 file changed', 'app/kept.txt'],
      ['1 file removed', 'app/gone.txt'],
    ] as const) {
      await compared.getByRole('button', { name: list }).click();
      await expect(compared.getByRole('list', { name: list })).toContainText(path);
    }
    await window.screenshot({ path: join(OUTPUT, `result-${kind}.png`), animations: 'disabled' });

    await result.getByRole('button', { name: 'Build again' }).click();
    await result.getByRole('button', { name: 'Compare with the previous build' }).click();
    await expect(compared).toContainText('The image is the same as that of the previous build.');

    // What was read of an image is compared also when the engine has it no longer.
    await writeFile(join(folder, 'kept.txt'), 'a third one');
    await dockerCli(['rmi', '--force', `result/shop-${kind}:1`], { host });
    await result.getByRole('button', { name: 'Build again' }).click();
    await expect(result).toContainText('before:');
    await result.getByRole('button', { name: 'Compare with the previous build' }).click();
    await expect(compared.getByRole('button', { name: '1 file changed' })).toBeVisible();
  });
}
