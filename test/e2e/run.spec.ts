import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { dockerCli } from '../support/docker-cli';
import { rootListing } from '../support/root-listing';
import { confirm, expect, imageRow, jobItem, kinds, openDialog, test } from './support/fixtures';
import { lookAt, looks } from './support/looks';
import { buildOwnBase } from './support/own-base';

/** Opens the form of an image's container, runs it as it is, and waits for the shell. */
async function runShell(window: Page, image: string, name: string) {
  await imageRow(window, image).click();
  const dialog = await openDialog(window, 'Run', 'Run container');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await confirm(dialog, 'Run');
  const terminal = window.getByRole('region', { name: 'Terminal' });
  await expect(terminal).toContainText('/ #');
  return terminal;
}

async function typeLine(window: Page, line: string): Promise<void> {
  await window.keyboard.type(line);
  await window.keyboard.press('Enter');
}

/** The emulator draws text below the element that takes the pointer. */
async function doubleClick(window: Page, text: Locator): Promise<void> {
  await expect(text).toBeVisible();
  const box = await text.boundingBox();
  if (box === null) throw new Error('the text is not on screen');
  await window.mouse.dblclick(box.x + 5, box.y + box.height / 2);
}

for (const kind of kinds) {
  test.describe(`containers by hand on the ${kind} engine`, () => {
    let folder: string;
    const base = `run/base-${kind}:1`;

    test.beforeAll(async ({ engines }) => {
      await buildOwnBase(engines[kind], base);
      folder = await mkdtemp(join(tmpdir(), 'layeryard-run-'));
    });
    test.afterAll(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    test('what is typed in the window is kept by a commit', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      const terminal = await runShell(window, base, `by-hand-${kind}`);
      await typeLine(window, 'echo "grüß 世界" > /root/note; cat /root/note');
      await expect(terminal.getByText('grüß 世界', { exact: true }).first()).toBeVisible();
      await typeLine(window, 'rm /bin/wget; echo x > /tmp/left; echo TOKEN=abc > /root/.env');
      const changes = window.getByRole('region', { name: 'Changed files' });
      for (const name of ['note', 'wget', 'left', '.env']) {
        await expect(changes.getByRole('listitem').filter({ hasText: name })).toBeVisible();
      }
      await expect(changes.getByRole('listitem').filter({ hasText: '.env' })).toContainText('secret');

      const commit = await openDialog(window, 'Commit…', 'Commit container');
      await expect(commit).toContainText('History will not show how this image was made');
      await expect(commit).toContainText('1 file that looks like a key or password');
      await expect(commit).toContainText('1 temporary file');
      await commit.getByRole('textbox', { name: 'Repository and tag' }).fill(`run/kept-${kind}:1`);
      await confirm(commit, 'Commit');
      await expect(jobItem(window, 'Commit')).toContainText('done');
      const kept = await rootListing(engines[kind], `run/kept-${kind}:1`);
      const hash = createHash('sha256').update('grüß 世界\n').digest('hex').slice(0, 16);
      expect(kept['root/note']).toContain(hash);
      expect(kept).not.toHaveProperty(['bin/wget']);
    });

    test('a container is found again after a reload, stops, starts and is removed', async ({
      engines,
      launch,
    }) => {
      const { window } = await launch({ host: engines[kind].host });
      const terminal = await runShell(window, base, `again-${kind}`);
      await typeLine(window, 'echo before the $((1 + 1))nd look');
      await expect(terminal).toContainText('before the 2nd look');
      await window.reload();
      await expect(terminal).toContainText('before the 2nd look');
      await terminal.getByRole('textbox').focus();
      await typeLine(window, 'echo and $((2 + 1)) after it');
      await expect(terminal).toContainText('and 3 after it');

      await window.getByRole('link', { name: 'Images' }).click();
      await imageRow(window, base).click();
      await window.getByRole('tab', { name: 'Containers' }).click();
      const row = window.getByRole('listitem', { name: `again-${kind}` });
      await row.getByRole('button', { name: 'Terminal' }).click();
      await expect(terminal).toContainText('and 3 after it');

      await window.keyboard.press('Shift+Escape');
      await expect(window.getByRole('button', { name: 'Stop', exact: true })).toBeFocused();
      await window.keyboard.press('Enter');
      await expect(window.getByText('The command ended with exit code 137')).toBeVisible();
      await window.getByRole('button', { name: 'Start', exact: true }).click();
      await expect(window.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
      await typeLine(window, 'echo up $((3 + 1)) once more; exit 3');
      await expect(terminal).toContainText('up 4 once more');
      await expect(window.getByText('The command ended with exit code 3.')).toBeVisible();

      const remove = await openDialog(window, 'Remove', 'Remove container');
      await confirm(remove, 'Remove');
      await expect(imageRow(window, base)).toBeVisible();
      const left = await dockerCli(['ps', '-aq', '--filter', `name=again-${kind}`], {
        host: engines[kind].host,
      });
      expect(left.stdout).toBe('');
    });

    test('a command that is not there is refused in sight of who asked', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      await imageRow(window, base).click();
      const dialog = await openDialog(window, 'Run', 'Run container');
      await dialog.getByRole('button', { name: 'Environment, ports, volumes, user' }).click();
      await dialog.getByRole('textbox', { name: 'Command' }).fill('/bin/nosuch');
      await confirm(dialog, 'Run');
      await expect(dialog.getByText(/The image has no program/)).toBeInViewport();
    });

    test('a flood of output is drawn to its end', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      const terminal = await runShell(window, base, `flood-${kind}`);
      await typeLine(window, '/bin/busybox seq 1 500000; echo end-$((1 + 1))');
      await expect(terminal.getByText('end-2', { exact: true })).toBeVisible({ timeout: 60_000 });
      await expect(terminal.getByText('500000', { exact: true })).toBeVisible();
      await typeLine(window, 'echo still-$((1 + 2))');
      await expect(terminal.getByText('still-3', { exact: true })).toBeVisible();
    });

    test('text is copied, and several lines are pasted only when the person agrees', async ({
      engines,
      launch,
    }) => {
      const { app, window } = await launch({ host: engines[kind].host });
      const terminal = await runShell(window, base, `copied-${kind}`);
      await typeLine(window, 'echo over-$((40 + 2))');
      await doubleClick(window, terminal.getByText('over-42', { exact: true }));
      await window.keyboard.press('Control+Shift+C');
      await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toContain('over');

      await app.evaluate(({ clipboard }) =>
        clipboard.writeText('echo first-$((1 + 1))\necho last-$((2 + 1))\n'),
      );
      await window.keyboard.press('Control+Shift+V');
      const paste = window.getByRole('dialog', { name: 'Paste several lines?' });
      await confirm(paste, 'Cancel');
      await expect(terminal.getByRole('textbox')).toBeFocused();
      await window.keyboard.press('Control+Shift+V');
      await confirm(paste, 'Paste');
      await expect(terminal).toContainText('last-3');
      await expect(terminal.getByText('first-2', { exact: true })).toHaveCount(1);
    });

    test('a Dockerfile is offered instead, and builds to the same files', async ({ engines, launch }) => {
      const { window } = await launch({ host: engines[kind].host });
      const terminal = await runShell(window, base, `story-${kind}`);
      await typeLine(window, 'mkdir /opt && cp /bin/busybox /opt/tool && rm /bin/wget && echo kept it');
      await expect(terminal).toContainText('kept it');
      await expect(window.getByRole('region', { name: 'Changed files' })).toContainText('tool');
      const commit = await openDialog(window, 'Commit…', 'Commit container');
      await commit.getByRole('textbox', { name: 'Repository and tag' }).fill(`run/committed-${kind}:1`);
      await confirm(commit, 'Commit');
      await expect(jobItem(window, 'Commit')).toContainText('done');

      const again = await openDialog(window, 'Commit…', 'Commit container');
      await again.getByRole('button', { name: 'Write a Dockerfile instead' }).click();
      const story = window.getByRole('dialog', { name: 'Dockerfile instead of a commit' });
      await expect(story).toContainText(`FROM ${base}`);
      await expect(story).toContainText('$ mkdir /opt && cp /bin/busybox /opt/tool && rm /bin/wget');
      const target = join(folder, 'story');
      await story.getByRole('textbox', { name: 'New folder' }).fill(target);
      await confirm(story, 'Save and open in Build');
      await expect(window.getByRole('textbox', { name: 'Context folder' })).toHaveValue(target);
      expect((await readdir(target)).sort()).toEqual(['Dockerfile', 'changes.tar']);
      await window.getByRole('textbox', { name: 'Tag' }).fill(`run/built-${kind}:1`);
      await window.getByRole('button', { name: 'Build', exact: true }).click();
      await expect(window.getByRole('region', { name: 'Result' })).toContainText('done');
      expect(await rootListing(engines[kind], `run/built-${kind}:1`)).toEqual(
        await rootListing(engines[kind], `run/committed-${kind}:1`),
      );
    });
  });
}

for (const { theme, language } of looks) {
  test(`a terminal in ${theme}, ${language}`, async ({ engines, launch }) => {
    await buildOwnBase(engines.classic, 'run/look:1');
    const { window } = await launch({ host: engines.classic.host, language });
    await window.emulateMedia({ colorScheme: theme });
    const shot = (name: string) => lookAt(window, 'run', `${name}-${theme}-${language}`);
    await window.getByRole('row').filter({ hasText: 'run/look' }).first().click();
    await window.getByRole('button', { name: /^(Run|运行)$/ }).click();
    const dialog = window.getByRole('dialog');
    await dialog.getByRole('button', { expanded: false }).click();
    await shot('dialog');
    await dialog.getByRole('textbox').nth(1).fill(`look-${theme}-${language}`);
    await dialog.locator('button[type=submit]').click();
    const terminal = window.getByRole('region', { name: /^(Terminal|终端)$/ });
    await expect(terminal).toContainText('/ #');
    await typeLine(
      window,
      'for c in 1 2 3 4 5 6; do echo -e "\\e[3$c;1mcolour $c plain\\e[0m 世界"; done; ls --color=always',
    );
    await typeLine(
      window,
      'mkdir /var /var/log && echo x > /var/log/app.log && rm /bin/wget && echo a > /root/.env',
    );
    await expect(window.getByRole('listitem').filter({ hasText: '.env' })).toBeVisible();
    await shot('terminal');
    await window.getByRole('button', { name: /^(Commit…|提交…)$/ }).click();
    await expect(window.getByRole('dialog')).toContainText('/root/.env');
    await shot('commit');
    await window
      .getByRole('dialog')
      .getByRole('button', { name: /Dockerfile/ })
      .click();
    await expect(window.getByRole('dialog')).toContainText('FROM run/look:1');
    await shot('story');
  });
}
