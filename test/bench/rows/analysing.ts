import { expect, type Page } from '@playwright/test';
import { imageRow } from '../../e2e/support/fixtures';
import { callEngine } from '../../support/engine-call';
import { inRounds, type Row } from '../bench';
import { openProduct, watchMainProcess } from '../driven-app';
import { limited } from '../figure';
import { loadImage } from '../layers/bench-images';
import { large } from '../layers/recipe';

const BLOCKED = 10;
const PATIENCE = 120_000;

/** Whether the window's own process has time for everything else while layers are read. */
export const analysing: Row = {
  name: 'analysing',
  title: 'The main process during an analysis',
  measure: async (bench) => {
    const engine = await bench.engines.empty('containerd');
    await loadImage(bench, engine, large);
    const images = (await callEngine(engine, { method: 'GET', path: '/images/json' })) as unknown[];
    const blocks = await inRounds(bench, async () => {
      const running = await openProduct(bench, { host: engine.host, count: images.length });
      try {
        await openLayers(running.window);
        const longestBlock = await watchMainProcess(running);
        await analyse(running.window);
        return await longestBlock();
      } finally {
        await running.close();
      }
    });
    const what = 'Main process during the analysis of 1.5 GB, longest block';
    return [limited({ what, unit: 'ms', limit: BLOCKED }, blocks)];
  },
};

async function openLayers(window: Page): Promise<void> {
  await imageRow(window, large.reference).click();
  await window.getByRole('tab', { name: 'Layers' }).click();
  await expect(window.getByRole('button', { name: 'Analyse' })).toBeVisible({ timeout: PATIENCE });
}

async function analyse(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Analyse' }).click();
  await expect(window.getByRole('tree', { name: 'Files' })).toBeVisible({ timeout: PATIENCE });
}
