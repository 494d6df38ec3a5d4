import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerCli } from '../support/docker-cli';
import { buildTinyImage, startContainer } from '../support/images';
import { type Registry, startRegistry } from '../support/registry';
import { confirm, dropFile, expect, imageRow, jobItem, kinds, openDialog, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

const account = { user: 'ada', password: 'correct horse' };

for (const kind of kinds) {
  test.describe(`operations on the ${kind} engine`, () => {
    let open: Registry;
    let closed: Registry;
    let folder: string;

    test.beforeAll(async ({ engines }) => {
      open = await startRegistry();
      closed = await startRegistry({ auth: account, tls: true, address: engines[kind].gateway });
      await closed.trustedBy(engines[kind]);
      folder = await mkdtemp(join(tmpdir(), 'layeryard-files-'));
      await buildOwnBase(engines[kind], 'ops/base:1');
    });
    test.afterAll(async () => {
      await Promise.all([open.stop(), closed.stop()]);
      await rm(folder, { recursive: true, force: true });
    });

    test('tag, push, remove and pull again', async ({ engines, launch }) => {
      await buildTinyImage(engines[kind], 'ops/hello:1', `round trip ${kind}\n`);
      const { window } = await launch({ host: engines[kind].host });
      const remote = `${open.name}/ops/hello:1`;

      await imageRow(window, 'ops/hello:1').click();
      const tag = await openDialog(window, 'Tag', 'Tag image');
      await tag.getByRole('textbox', { name: 'New reference' }).fill(remote);
      await confirm(tag, 'Tag');
      await expect(jobItem(window, 'Tag')).toContainText('done');

      await window.getByRole('searchbox').first().fill(remote);
      const row = window
        .getByRole('table', { name: 'Images' })
        .getByRole('row')
        .filter({ hasText: 'ops/hello' });
      await row.first().click();
      const push = await openDialog(window, 'Push', 'Push image');
      await confirm(push, 'Push');
      await expect(jobItem(window, 'Push')).toContainText('done');

      const remove = await openDialog(window, 'Remove', 'Remove images');
      await confirm(remove, 'Remove');
      await expect(jobItem(window, 'Remove')).toContainText('done');
      await expect(row).toHaveCount(0);

      const pull = await openDialog(window, 'Pull', 'Pull image');
      await pull.getByRole('textbox', { name: 'Image reference' }).fill(remote);
      await confirm(pull, 'Pull');
      await expect(jobItem(window, 'Pull')).toContainText('done');
      await expect(imageRow(window, remote)).toBeVisible();
    });

    test('a registry with sign-in refuses, takes the sign-in, and then the push', async ({
      engines,
      launch,
    }) => {
      const remote = `${closed.name}/ops/private:1`;
      await buildTinyImage(engines[kind], remote, `private ${kind}\n`);
      const { window, dockerConfig } = await launch({ host: engines[kind].host });
      await imageRow(window, remote).click();
      const push = await openDialog(window, 'Push', 'Push image');
      await confirm(push, 'Push');
      const job = jobItem(window, 'Push');
      await expect(job).toContainText('failed');
      await job.getByRole('button', { name: 'Sign in' }).click();

      const signIn = window.getByRole('dialog', { name: 'Sign in' });
      await expect(signIn.getByRole('textbox', { name: 'Server' })).toHaveValue(closed.name);
      await signIn.getByRole('textbox', { name: 'Username' }).fill(account.user);
      await signIn.getByLabel('Password', { exact: true }).fill('wrong');
      await confirm(signIn, 'Sign in');
      await expect(signIn.getByRole('alert')).toBeVisible();
      await signIn.getByLabel('Password', { exact: true }).fill(account.password);
      await confirm(signIn, 'Sign in');
      await expect(signIn).toHaveCount(0);
      await expect(jobItem(window, 'Push')).toContainText('done');

      const config: unknown = JSON.parse(await readFile(join(dockerConfig, 'config.json'), 'utf8'));
      const auth = Buffer.from(`${account.user}:${account.password}`).toString('base64');
      expect(config).toMatchObject({ auths: { [closed.name]: { auth } } });
      expect((await stat(join(dockerConfig, 'config.json'))).mode & 0o777).toBe(0o600);
      expect(await window.content()).not.toContain(account.password);
    });

    test('save writes a whole archive under its final name, and load brings it back', async ({
      engines,
      launch,
    }) => {
      await buildTinyImage(engines[kind], 'ops/saved:1', `saved ${kind}\n`);
      const file = join(folder, `saved-${kind}.tar`);
      const { window } = await launch({ host: engines[kind].host });
      await imageRow(window, 'ops/saved:1').click();
      const save = await openDialog(window, 'Save', 'Save images');
      await save.getByRole('textbox', { name: 'File' }).fill(file);
      await confirm(save, 'Save');
      await expect(jobItem(window, 'Save')).toContainText('done');
      expect((await readdir(folder)).filter((name) => name.includes(kind))).toEqual([`saved-${kind}.tar`]);

      await dockerCli(['rmi', 'ops/saved:1'], { host: engines[kind].host });
      await expect(imageRow(window, 'ops/saved:1')).toHaveCount(0);
      await dropFile(window, file);
      const load = window.getByRole('dialog', { name: 'Load images' });
      await expect(load.getByRole('textbox', { name: 'File' })).toHaveValue(file);
      await confirm(load, 'Load');
      await expect(jobItem(window, 'Load')).toContainText('done');
      await expect(imageRow(window, 'ops/saved:1')).toBeVisible();
    });

    test('commit keeps what a container changed', async ({ engines, launch }) => {
      const name = `commit-me-${kind}`;
      await startContainer(engines[kind], {
        name,
        image: 'ops/base:1',
        command: ['sh', '-c', 'echo by hand > /etc/motd'],
      });
      const { window } = await launch({ host: engines[kind].host });
      await imageRow(window, 'ops/base:1').click();
      await window.getByRole('tab', { name: 'Containers' }).click();
      const commit = await openDialog(window, 'Commit', 'Commit container');
      await expect(commit).toContainText('/etc/motd');
      await commit.getByRole('textbox', { name: 'Repository and tag' }).fill(`ops/by-hand-${kind}:1`);
      await confirm(commit, 'Commit');
      await expect(jobItem(window, 'Commit')).toContainText('done');
      await expect(imageRow(window, `ops/by-hand-${kind}:1`)).toBeVisible();
    });

    test('prune shows what goes and then takes just that', async ({ engines, launch }) => {
      const host = engines[kind].host;
      const ids = async (...more: string[]) =>
        (await dockerCli(['images', '-q', '--no-trunc', ...more], { host })).stdout.split('\n');
      await buildTinyImage(engines[kind], 'ops/dangle:1', `old ${kind}\n`);
      const [old = ''] = await ids('ops/dangle:1');
      await buildTinyImage(engines[kind], 'ops/dangle:1', `new ${kind}\n`);
      // What a container of another test uses stays dangling all the same.
      expect(await ids('-f', 'dangling=true')).toContain(old);
      const { window } = await launch({ host: engines[kind].host });
      const prune = await openDialog(window, 'Prune', 'Prune images');
      await confirm(prune, 'Prune');
      await expect(jobItem(window, 'Prune')).toContainText('done');
      expect(await ids('-f', 'dangling=true')).not.toContain(old);
      await expect(imageRow(window, 'ops/dangle:1')).toBeVisible();
    });

    test('a bad reference is refused in words, an unknown image fails with a sentence', async ({
      engines,
      launch,
    }) => {
      const { window } = await launch({ host: engines[kind].host });
      const pull = await openDialog(window, 'Pull', 'Pull image');
      const reference = pull.getByRole('textbox', { name: 'Image reference' });
      await reference.fill('Not/A Reference');
      await expect(pull.getByRole('alert')).toBeVisible();
      await reference.fill(`${open.name}/does/not:exist`);
      await confirm(pull, 'Pull');
      await expect(jobItem(window, 'Pull')).toContainText('failed');
    });

    test('jobs outlive a reload of the window', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      const pull = await openDialog(window, 'Pull', 'Pull image');
      await pull.getByRole('textbox', { name: 'Image reference' }).fill(`${open.name}/gone:1`);
      await confirm(pull, 'Pull');
      await expect(jobItem(window, 'Pull')).toContainText('failed');
      await window.reload();
      await window.getByRole('link', { name: 'Jobs' }).click();
      await expect(jobItem(window, 'Pull')).toContainText('failed');
    });
  });
}
