import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { type Engine, type EngineKind, startEngine } from '../../support/engines';
import { removeAbandonedFolders } from '../../support/temporary-folder';
import { type LaunchOptions, launchApp, type RunningApp } from './app';

interface WorkerFixtures {
  /** Both engines, started once for all tests of a run. */
  engines: Record<EngineKind, Engine>;
}

interface TestFixtures {
  /** Starts the app; every one that is still open at the end of the test is closed. */
  launch: (options?: LaunchOptions) => Promise<RunningApp>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  engines: [
    async ({}, use) => {
      const [classic, containerd] = await Promise.all([startEngine('classic'), startEngine('containerd')]);
      await use({ classic, containerd });
      await Promise.all([classic.stop(), containerd.stop()]);
      await removeAbandonedFolders();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  launch: async ({}, use) => {
    const open: RunningApp[] = [];
    await use(async (options) => {
      const running = await launchApp(options);
      open.push(running);
      return running;
    });
    for (const running of open) await running.close();
  },
});

/** Both engines; every operation is tested on each. */
export const kinds: readonly EngineKind[] = ['classic', 'containerd'];

/** The row of the table of images that has this name. */
export function imageRow(window: Page, name: string) {
  return window.getByRole('table', { name: 'Images' }).getByRole('row', { name, exact: true });
}

/** The list items of jobs whose name starts so, newest first. */
export function jobItem(window: Page, start: string) {
  const name = new RegExp(`^${start.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
  return window.getByRole('region', { name: 'Jobs' }).getByRole('listitem', { name }).first();
}

/** Opens a dialog by the button of that name, and answers it. */
export async function openDialog(window: Page, button: string, dialog: string) {
  await window.getByRole('button', { name: button, exact: true }).click();
  const opened = window.getByRole('dialog', { name: dialog });
  await expect(opened).toBeVisible();
  return opened;
}

/** Drops files or folders of this computer in the middle of the window, as a file manager does. */
export async function dropFile(window: Page, ...files: string[]): Promise<void> {
  const session = await window.context().newCDPSession(window);
  const drag = { x: 600, y: 400, data: { items: [], files, dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...drag });
  }
  await session.detach();
}

/** Presses the confirming button of a dialog. */
export async function confirm(dialog: Locator, verb: string): Promise<void> {
  await dialog.getByRole('button', { name: verb, exact: true }).click();
}

export { expect };
