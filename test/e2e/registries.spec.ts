import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';
import { expect, test } from './support/fixtures';

/** A folder for DOCKER_CONFIG with one server in the file and one in a helper that never answers. */
async function configWithHangingHelper(): Promise<string> {
  const folder = await temporaryFolder();
  const helper = join(folder, 'docker-credential-hangs');
  await mkdir(folder, { recursive: true });
  await writeFile(helper, `#!/bin/sh\necho $$ > '${join(folder, 'pid')}'\nexec sleep 1000\n`);
  await chmod(helper, 0o755);
  const auth = Buffer.from('me:secret').toString('base64');
  const config = {
    auths: { 'quick.example': { auth } },
    credHelpers: { 'slow.example': 'hangs' },
  };
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  return folder;
}

test('a hanging credential helper holds up neither the page nor the end of the app', async ({
  engines,
  launch,
}) => {
  const dockerConfig = await configWithHangingHelper();
  const env = { PATH: `${dockerConfig}:${process.env.PATH ?? ''}` };
  const running = await launch({ host: engines.classic.host, dockerConfig, env });
  await running.window.getByRole('link', { name: 'Registries' }).click();
  const rows = running.window.getByRole('table', { name: 'Accounts' }).getByRole('row');
  await expect(rows.filter({ hasText: 'quick.example' })).toContainText('me');
  await expect(rows.filter({ hasText: 'slow.example' })).toContainText('Waiting for its answer');
  const pid = (await readFile(join(dockerConfig, 'pid'), 'utf8')).trim();
  const state = () => spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout.trim();
  expect(state()).toMatch(/^S/);
  await running.app.close();
  await expect.poll(state).toMatch(/^(?:Z.*)?$/);
});
