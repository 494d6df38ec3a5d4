import { setTimeout as delay } from 'node:timers/promises';
import { expect, type JSHandle, type Page } from '@playwright/test';
import { inRounds, type Row, sized } from '../bench';
import { openProduct, watchMainProcess } from '../driven-app';
import { limited } from '../figure';
import { percentile } from '../statistics';

const KEYS = 30;
/** A person who looks at each image for a moment. */
const BETWEEN_KEYS = 200;
const SHOWN = 50;
const BLOCKED = 20;

/** How soon another image's details are there, and whether that holds up the main process. */
export const selecting: Row = {
  name: 'selecting',
  title: 'Switching the selected image',
  measure: async (bench) => {
    const count = sized(bench, 10_000);
    const { host } = await bench.engines.withImages('classic', count);
    const running = await openProduct(bench, { host, count });
    await openFirst(running.window);
    const rounds = await inRounds(bench, async () => {
      const longestBlock = await watchMainProcess(running);
      const switched = await switchImages(running.window);
      return { switched: percentile(switched, 0.95), blocked: await longestBlock() };
    });
    await running.close();
    const what = 'Switching the selected image';
    return [
      limited(
        { what: `${what}, key to painted details`, unit: 'ms', limit: SHOWN, note: '95th percentile' },
        rounds.map(({ switched }) => switched),
      ),
      limited(
        { what: `${what}, longest block of the main process`, unit: 'ms', limit: BLOCKED },
        rounds.map(({ blocked }) => blocked),
      ),
    ];
  },
};

async function openFirst(window: Page): Promise<void> {
  await window.getByRole('table', { name: 'Images' }).locator('tbody tr').first().click();
  await expect(window.getByRole('region', { name: 'Image details' }).getByRole('heading')).not.toHaveCount(0);
  // The first opening reads the code of the details; that is not what is measured.
  await delay(2_000);
}

async function switchImages(window: Page): Promise<number[]> {
  const watch: JSHandle<{ results: () => Promise<number[]> }> = await window.evaluateHandle(watchSwitches);
  for (let key = 0; key < KEYS; key += 1) {
    await window.keyboard.press('ArrowDown');
    await delay(BETWEEN_KEYS);
  }
  return await watch.evaluate((switches) => switches.results());
}

/** Runs in the page: from each arrow key to the frame in which the details are those of the chosen row. */
function watchSwitches() {
  const pending: Promise<number>[] = [];
  const chosen = () => document.querySelector('tbody tr[aria-selected="true"]')?.getAttribute('aria-label');
  const shown = () => {
    const details = document.querySelector('section[aria-label="Image details"]');
    if (!details || details.querySelector('[aria-busy="true"]')) return undefined;
    return details.querySelector('h2')?.textContent;
  };
  const afterFrame = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const switched = async (pressedAt: number, before: string | null | undefined) => {
    for (;;) {
      const paintedAt = await afterFrame();
      if (chosen() !== before && chosen() === shown()) return paintedAt - pressedAt;
    }
  };
  const onKey = (event: KeyboardEvent) => pending.push(switched(event.timeStamp, chosen()));
  window.addEventListener('keydown', onKey, { capture: true });
  const results = () => {
    window.removeEventListener('keydown', onKey, { capture: true });
    return Promise.all(pending);
  };
  return { results };
}
