import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { sleepersOf } from '../support/sleepers';
import { temporaryFolder } from '../support/temporary-folder';
import { expect, test } from './support/fixtures';
import { buildOwnBase } from './support/own-base';

let folder = '';
test.beforeEach(async () => {
  folder = await temporaryFolder();
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
});

const onDisk = () => readFile(join(folder, 'Dockerfile'), 'utf8');

/** Types a line that is not saved, and goes to another page: texts outlive theirs. */
async function leaveUnsaved(window: Page): Promise<void> {
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
  await window.keyboard.press('Tab');
  await window.getByRole('tab', { name: 'Dockerfile' }).click();
  await window.getByRole('textbox', { name: 'Editor', exact: true }).click();
  await window.keyboard.press('Control+End');
  await window.keyboard.type('USER 1000');
  await expect(window.getByText('Not saved')).toBeVisible();
  await window.getByRole('link', { name: 'Images', exact: true }).click();
}

/** Answers the system's dialogs by the first of these buttons that they have, and keeps what they asked. */
async function answerBy(app: ElectronApplication, names: string | string[]): Promise<void> {
  await app.evaluate(({ dialog }, wanted) => {
    const kept = globalThis as unknown as { asked: string[] };
    kept.asked = [];
    dialog.showMessageBox = async (...given: unknown[]) => {
      const { message, detail, buttons } = given.at(-1) as {
        message: string;
        detail: string;
        buttons: string[];
      };
      kept.asked.push(`${message} ${detail}`);
      const response = buttons.findIndex((button) => wanted.includes(button));
      return { response, checkboxChecked: false };
    };
  }, [names].flat());
}

const asked = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }) => setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()) && undefined,
  );

const quit = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ app: electron }) => setImmediate(() => electron.quit()) && undefined);

for (const [way, leave] of [
  ['closing the window', closeWindow],
  ['quitting', quit],
] as const) {
  test(`${way} asks about a Dockerfile that is not saved, and Cancel keeps everything`, async ({
    engines,
    launch,
  }) => {
    const { app, window } = await launch({ host: engines.classic.host });
    await leaveUnsaved(window);
    await answerBy(app, 'Cancel');
    await leave(app);
    await expect.poll(() => asked(app)).toHaveLength(1);
    expect((await asked(app))[0]).toContain('Save the changes to Dockerfile?');
    expect((await asked(app))[0]).toContain(join(folder, 'Dockerfile'));
    await window.getByRole('link', { name: 'Build', exact: true }).click();
    await expect(window.getByText('Not saved')).toBeVisible();

    await answerBy(app, 'Save');
    const exit = once(app.process(), 'exit');
    await leave(app);
    expect(await exit).toEqual([0, null]);
    expect(await onDisk()).toBe('FROM scratch\nUSER 1000');
  });
}

test('Discard leaves the file as it is', async ({ engines, launch }) => {
  const { app, window } = await launch({ host: engines.classic.host });
  await leaveUnsaved(window);
  await answerBy(app, 'Discard');
  const exit = once(app.process(), 'exit');
  await closeWindow(app);
  expect(await exit).toEqual([0, null]);
  expect(await onDisk()).toBe('FROM scratch\n');
});

test('what cannot be saved keeps the window and is shown with the reason', async ({ engines, launch }) => {
  const { app, window } = await launch({ host: engines.classic.host });
  await leaveUnsaved(window);
  await writeFile(join(folder, 'Dockerfile'), 'FROM other:1\n');
  await answerBy(app, 'Save');
  await closeWindow(app);
  await expect(window.getByRole('alert').filter({ hasText: 'changed by another program' })).toBeVisible();
  expect(await onDisk()).toBe('FROM other:1\n');
});

test('with a build running, the text is asked about first, and staying for the build loses nothing', async ({
  engines,
  launch,
}) => {
  await buildOwnBase(engines.classic, 'unsaved/base:1');
  const time = `${process.pid}${Date.now()}`;
  await writeFile(join(folder, 'Dockerfile'), `FROM unsaved/base:1\nRUN echo begun; sleep ${time}\n`);
  const { app, window } = await launch({ host: engines.classic.host });
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
  await window.keyboard.press('Tab');
  await window.getByRole('button', { name: 'Build', exact: true }).click();
  await expect(window.getByRole('region', { name: 'Build log' })).toContainText('begun');
  await expect.poll(() => sleepersOf(time)).toHaveLength(1);
  const before = await onDisk();
  await leaveUnsaved(window);

  await answerBy(app, ['Discard', 'Keep Running']);
  await closeWindow(app);
  await expect.poll(() => asked(app)).toHaveLength(2);
  const [first, second] = await asked(app);
  expect(first).toContain('Save the changes to Dockerfile?');
  expect(second).toContain('A job is still running');
  expect(await onDisk()).toBe(before);
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await expect(window.getByText('Not saved')).toBeVisible();
  await window.getByRole('tab', { name: 'Overview' }).click();
  await expect(window.getByRole('button', { name: 'Cancel build' })).toBeVisible();

  await answerBy(app, ['Save', 'Cancel Jobs and Quit']);
  const exit = once(app.process(), 'exit');
  await closeWindow(app);
  expect(await exit).toEqual([0, null]);
  expect(await onDisk()).toBe(`${before}USER 1000`);
  await expect.poll(() => sleepersOf(time)).toEqual([]);
});

test('a file that is saved is not asked about', async ({ engines, launch }) => {
  const { app, window } = await launch({ host: engines.classic.host });
  await leaveUnsaved(window);
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await window.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(window.getByText('Not saved')).toHaveCount(0);
  await answerBy(app, 'Cancel');
  const exit = once(app.process(), 'exit');
  await closeWindow(app);
  expect(await exit).toEqual([0, null]);
});
