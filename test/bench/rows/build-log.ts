import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { startEngine } from '../../support/engines';
import { buildBase } from '../../support/images';
import { temporaryFolder } from '../../support/temporary-folder';
import { inRounds, type Row, sized } from '../bench';
import { framesDuring, openProduct } from '../driven-app';
import { limited } from '../figure';
import { memoryOf } from '../process-tree';
import { percentile } from '../statistics';

const LINES = 1_000_000;
/** Milliseconds; 60 frames a second are 16.7 apart. */
const FRAME = 17;
/** What a log that is kept whole would take several times over: its lines are 60 MB. */
const GROWTH = 150;
const PATIENCE = 300_000;

/** How evenly frames come while a step prints a million lines, and what the app has grown by afterwards. */
export const buildLog: Row = {
  name: 'build-log',
  title: 'A build step that prints 1,000,000 lines',
  measure: async (bench) => {
    const lines = sized(bench, LINES);
    const engine = await startEngine('classic');
    await buildBase(engine, 'bench/base:1');
    const folder = await temporaryFolder();
    const line = 'a line of a log as long as such lines are when compilers speak';
    await writeFile(
      join(folder, 'Dockerfile'),
      `FROM bench/base:1\nRUN /bin/busybox yes "${line}" | /bin/busybox head -n ${lines}\nRUN echo the end\n`,
    );
    const running = await openProduct(bench, { host: engine.host, count: 1 });
    const { window } = running;
    await fillForm(window, folder);
    const process = running.app.process().pid ?? 0;
    // The first build reads what only builds need.
    await build(window);
    const rounds = await inRounds(bench, async () => {
      const before = await memoryOf(process);
      const distances = await framesDuring(window, async () => await build(window));
      return { frame: percentile(distances, 0.95), growth: Math.max(0, (await memoryOf(process)) - before) };
    });
    await running.close();
    await engine.stop();
    const what = `A step that prints ${lines.toLocaleString('en')} lines`;
    return [
      limited(
        { what: `${what}, frame`, unit: 'ms', limit: FRAME, note: '95th percentile' },
        rounds.map(({ frame }) => frame),
      ),
      limited(
        { what: `${what}, memory of all processes more than before`, unit: 'MB', limit: GROWTH },
        rounds.map(({ growth }) => growth),
      ),
    ];
  },
};

async function fillForm(window: Page, folder: string): Promise<void> {
  await window.getByRole('link', { name: 'Build', exact: true }).click();
  await window.getByRole('textbox', { name: 'Context folder' }).fill(folder);
  await window.keyboard.press('Tab');
  await expect(window.getByRole('region', { name: 'Build context' })).toContainText('sent');
  await window.getByText('More options').click();
  await window.getByRole('combobox', { name: 'Builder' }).click();
  await window.getByRole('option', { name: /classic/i }).click();
  await window.getByRole('checkbox', { name: 'Build every step anew' }).click();
}

/** Starts the build as a person does and waits until its last step has printed. */
async function build(window: Page): Promise<void> {
  const before = await window.getByRole('region', { name: 'Result' }).count();
  await window
    .getByRole('button', { name: before === 0 ? 'Build' : 'Build again', exact: true })
    .first()
    .click();
  const steps = window.getByRole('list', { name: 'Steps' });
  await expect(steps).toContainText('running', { timeout: PATIENCE });
  await expect(window.getByRole('region', { name: 'Result' })).toContainText('done', { timeout: PATIENCE });
}
