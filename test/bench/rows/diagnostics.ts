import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, type JSHandle, type Page } from '@playwright/test';
import { temporaryFolder } from '../../support/temporary-folder';
import { inRounds, type Row, sized } from '../bench';
import { openProduct } from '../driven-app';
import { limited } from '../figure';
import { percentile } from '../statistics';

const LINES = 500;
const LIMIT = 50;
/** A quick typist. */
const BETWEEN_KEYS = 120;
const KEYS = 20;

/** How soon what is wrong with a long Dockerfile stands on screen after a key. */
export const diagnostics: Row = {
  name: 'diagnostics',
  title: 'Keystroke to diagnostics in a 500-line Dockerfile',
  measure: async (bench) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'Dockerfile'), recipe(LINES));
    const { host } = await bench.engines.withImages('classic', sized(bench, 100));
    const running = await openProduct(bench, { host, count: sized(bench, 100) });
    await openEditor(running.window, folder);
    const rounds = await inRounds(bench, async () => percentile(await typeKeys(running.window), 0.95));
    await running.close();
    const what = `Keystroke to painted diagnostics in a Dockerfile of ${LINES} lines`;
    return [limited({ what, unit: 'ms', limit: LIMIT, note: '95th percentile' }, rounds)];
  },
};

/** Stages as people write them, with little to complain about but what a large file has. */
function recipe(lines: number): string {
  const stage = (number: number) =>
    [
      `# Stage ${number}: what is needed to build part ${number}`,
      `FROM debian:12-slim AS stage-${number}`,
      `ARG VERSION_${number}=1.${number}`,
      `ENV APP_${number}=/srv/app-${number} \\`,
      `    MODE_${number}=production`,
      `WORKDIR /srv/app-${number}`,
      `RUN apt-get update && \\`,
      `    apt-get install -y --no-install-recommends curl ca-certificates && \\`,
      `    rm -rf /var/lib/apt/lists/*`,
      `COPY part-${number}/ /srv/app-${number}/`,
    ].join('\n');
  const stages = Array.from({ length: lines / 10 }, (_, number) => stage(number));
  return `${stages.join('\n')}\nRUN true`;
}

async function openEditor(window: Page, folder: string): Promise<void> {
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
  await window.keyboard.press('Tab');
  await window.getByRole('tab', { name: 'Dockerfile' }).click();
  await window.getByRole('textbox', { name: 'Editor', exact: true }).click();
  await window.keyboard.press('Control+End');
  await window.keyboard.press('Home');
  // The first keys of an editor are slower than all that follow; a person's first keys come later too.
  await typeKeys(window);
  await expect(window.getByRole('textbox', { name: 'Editor', exact: true })).toBeVisible();
}

interface Watch {
  results: () => Promise<number[]>;
}

/** Makes the last instruction unknown and known again; answers how long each key took to what it changed. */
async function typeKeys(window: Page): Promise<number[]> {
  const editor = window.getByRole('textbox', { name: 'Editor', exact: true });
  const watch: JSHandle<Watch> = await editor.evaluateHandle(watchProblems);
  for (let key = 0; key < KEYS; key += 1) {
    await window.keyboard.press(key % 2 === 0 ? 'Q' : 'Backspace');
    await delay(BETWEEN_KEYS);
  }
  return await watch.evaluate((keys) => keys.results());
}

/** Runs in the page. */
function watchProblems(editor: Element): Watch {
  const pending: Promise<number>[] = [];
  const afterFrame = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const shown = () => document.querySelector('.cm-content .cm-lintRange-error') !== null;
  const until = async (pressedAt: number, wanted: boolean) => {
    for (;;) {
      const paintedAt = await afterFrame();
      if (shown() === wanted) return paintedAt - pressedAt;
    }
  };
  const onKey = (event: Event) => {
    pending.push(until(event.timeStamp, (event as KeyboardEvent).key === 'Q'));
  };
  editor.addEventListener('keydown', onKey, { capture: true });
  const results = () => {
    editor.removeEventListener('keydown', onKey, { capture: true });
    return Promise.all(pending);
  };
  return { results };
}
