import { expect, type Page } from '@playwright/test';
import { launchApp, type RunningApp } from '../../e2e/support/app';
import { inRounds, type Row } from '../bench';
import { type Act, paintTimes, steadyScreen } from '../browsing/painted';
import { framesWhileScrolling } from '../driven-app';
import { limited } from '../figure';
import { forgetImage, imageOf } from '../layers/bench-images';
import { filled } from '../layers/recipe';
import { percentile } from '../statistics';

/** Milliseconds; 60 frames a second are 16.7 apart. */
const FRAME = 17;
/** What feels instant. */
const INSTANT = 100;
/** Each of its letters leaves fewer files. */
const FILTER = '945';
const PATIENCE = 120_000;

/** How the window of an archive with 300,000 files follows a person who looks through all of them. */
export const browsing: Row = {
  name: 'browsing',
  title: 'Window, 300,000 files',
  measure: async (bench) => {
    const { archive } = await imageOf(bench, filled);
    const args = [...bench.electron.switches, archive];
    const running = await launchApp({ host: 'unix:///nowhere/docker.sock', args });
    try {
      const window = await archiveWindow(running);
      return figures(await inRounds(bench, async () => await browse(window)));
    } finally {
      await running.close();
      await forgetImage(filled);
    }
  },
};

async function archiveWindow({ app }: RunningApp): Promise<Page> {
  const find = () => app.windows().find((one) => one.url().includes('#/archive/'));
  await expect.poll(() => find() !== undefined, { timeout: PATIENCE }).toBe(true);
  const window = find();
  if (!window) throw new Error('The archive has no window.');
  await expect(window.getByRole('treeitem').first()).toBeVisible({ timeout: PATIENCE });
  await steadyScreen(window);
  return window;
}

interface Round {
  openAll: number;
  frame: number;
  layer: number;
  filter: number;
  shape: number;
}

/** Every folder is open but in the first figure, which is what takes longest. */
async function browse(window: Page): Promise<Round> {
  const [openAll = Number.NaN] = await paintTimes(window, [openFolders, closeFolders]);
  await openFolders(window);
  await steadyScreen(window);
  const frame = await scroll(window);
  const layer = await switchLayers(window);
  await window.getByRole('button', { name: 'Whole image' }).click();
  await window.getByRole('searchbox', { name: 'Filter files' }).focus();
  await steadyScreen(window);
  const filter = worst(await paintTimes(window, [...FILTER, ...[...FILTER].map(() => 'Backspace')].map(key)));
  const shape = worst(
    await paintTimes(window, [
      press('button', 'Size'),
      press('button', 'Name'),
      press('radio', 'Map'),
      press('radio', 'Largest'),
      press('radio', 'Tree'),
    ]),
  );
  await closeFolders(window);
  await steadyScreen(window);
  return { openAll, frame, layer, filter, shape };
}

const key = (name: string): Act => {
  return async (window) => await window.keyboard.press(name);
};
const press = (role: 'button' | 'radio', name: string): Act => {
  return async (window) => await window.getByRole(role, { name, exact: true }).click();
};
const openFolders = press('button', 'Open all folders');
const closeFolders = press('button', 'Close all folders');
const worst = (times: readonly number[]): number => percentile(times, 0.95);

/** One layer after the other, then ranges that show other files of the first folders in sight. */
async function switchLayers(window: Page): Promise<number> {
  const layers = window.getByRole('listbox', { name: 'Layer stack' }).getByRole('option');
  await layers.first().click();
  await steadyScreen(window);
  const down = ['ArrowDown', 'ArrowDown', 'ArrowDown'];
  const up = ['ArrowUp', 'ArrowUp', 'ArrowUp'];
  const single = await paintTimes(window, [...down, ...up].map(key));
  await layers.nth(filled.layers - 3).click();
  await steadyScreen(window);
  const wider = ['Shift+ArrowDown', 'Shift+ArrowDown'];
  const closer = ['Shift+ArrowUp', 'Shift+ArrowUp'];
  const ranges = await paintTimes(window, [...wider, ...closer].map(key));
  return worst([...single, ...ranges]);
}

/** 95th percentile of the frames while the tree goes down and up again. */
async function scroll(window: Page): Promise<number> {
  const line = await window.getByRole('treeitem').first().boundingBox();
  return worst(await framesWhileScrolling(window, { x: Math.round((line?.x ?? 0) + 100), y: 500 }));
}

function figures(rounds: readonly Round[]) {
  const line = (name: keyof Round, what: string, limit: number) =>
    limited(
      { what: `Window, 300,000 files: ${what}`, unit: 'ms', limit, note: '95th percentile' },
      rounds.map((round) => round[name]),
    );
  return [
    line('frame', 'scrolling, frame', FRAME),
    line('layer', 'layer or range, key to painted rows', INSTANT),
    line('filter', 'filter, key to painted rows', INSTANT),
    line('openAll', 'all folders opened, press to painted rows', INSTANT),
    line('shape', 'sorted, as a map, largest first, press to painted', INSTANT),
  ];
}
