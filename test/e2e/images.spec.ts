import { buildImage, buildTinyImage, commitImage, startContainer } from '../support/images';
import { expect, imageRow, kinds, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

for (const kind of kinds) {
  test.describe(`images of the ${kind} engine`, () => {
    test.beforeAll(async ({ engines }) => {
      const engine = engines[kind];
      await buildOwnBase(engine, 'list/base:1');
      await buildImage(engine, {
        tag: 'list/app:2',
        dockerfile:
          'FROM list/base:1\nENV MODE=fast\nRUN echo a > /a && echo b > /b\nEXPOSE 8080\nLABEL tier=web\nCMD ["/bin/sh"]\n',
        files: [],
      });
      await buildTinyImage(engine, 'list/hello:latest', `list ${kind}\n`);
      await commitImage(engine, 'list/handmade:1', 'list/base:1', 'echo secret > /etc/motd');
      await startContainer(engine, { name: `list-user-${kind}`, image: 'list/base:1', command: ['true'] });
    });

    test('are listed, found as you type, and told apart by filters', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      for (const name of ['list/base:1', 'list/app:2', 'list/hello:latest', 'list/handmade:1']) {
        await expect(imageRow(window, name)).toBeVisible();
      }
      await window.keyboard.press('/');
      await window.keyboard.type('hello');
      await expect(imageRow(window, 'list/app:2')).toHaveCount(0);
      await expect(imageRow(window, 'list/hello:latest')).toBeVisible();
      // The first Escape clears the search, which keeps the keyboard.
      await window.keyboard.press('Escape');
      await window.keyboard.type('label=tier=web');
      await expect(imageRow(window, 'list/app:2')).toBeVisible();
      await expect(imageRow(window, 'list/base:1')).toHaveCount(0);
    });

    test('show their history from base to top, and their Dockerfile', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      await imageRow(window, 'list/app:2').click();
      await window.getByRole('tab', { name: 'Overview' }).click();
      const overview = window.getByRole('tabpanel');
      await expect(overview).toContainText('MODE');
      await expect(overview).toContainText('8080');
      await expect(overview).toContainText('list/base:1');
      await window.getByRole('tab', { name: 'History' }).click();
      await expect(window.getByRole('tabpanel')).toContainText('echo a > /a');
      await window.getByRole('tab', { name: 'Dockerfile' }).click();
      await expect(window.getByRole('tabpanel')).toContainText('FROM list/base:1');
      await expect(window.getByRole('tabpanel')).toContainText('ENV MODE=fast');
      await window.getByRole('tab', { name: 'JSON' }).click();
      await expect(window.getByRole('tabpanel')).toContainText('RepoTags');
    });

    test('tell of a commit that nobody can audit it, and of scratch what it is', async ({
      engines,
      launch,
    }) => {
      const { window } = await launch({ host: engines[kind].host });
      await imageRow(window, 'list/handmade:1').click();
      await window.getByRole('tab', { name: 'History' }).click();
      await expect(window.getByRole('tabpanel')).toContainText(/commit/i);
      await imageRow(window, 'list/hello:latest').click();
      await window.getByRole('tab', { name: 'Overview' }).click();
      await expect(window.getByRole('tabpanel')).toContainText(/scratch/i);
    });

    test('name the containers that use them', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      await imageRow(window, 'list/base:1').click();
      await window.getByRole('tab', { name: 'Containers' }).click();
      await expect(window.getByRole('tabpanel')).toContainText(`list-user-${kind}`);
    });

    test('follow what others do to the engine without a press', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      await expect(imageRow(window, 'list/base:1')).toBeVisible();
      await buildTinyImage(engines[kind], 'list/fresh:1', `fresh ${kind}\n`);
      await expect(imageRow(window, 'list/fresh:1')).toBeVisible();
    });

    test('are chosen, opened and left with the keyboard alone', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      await imageRow(window, 'list/app:2').click();
      await window.keyboard.press('Control+a');
      await expect(imageRow(window, 'list/base:1')).toHaveAttribute('aria-selected', 'true');
      await window.keyboard.press('Delete');
      await expect(window.getByRole('dialog', { name: 'Remove images' })).toBeVisible();
      await window.keyboard.press('Escape');
      await expect(window.getByRole('dialog')).toHaveCount(0);
      await window.keyboard.press('Control+k');
      await window.keyboard.type('list/hello');
      await window.keyboard.press('Enter');
      await expect(window.getByRole('tab', { name: 'Overview' })).toBeVisible();
    });
  });
}
