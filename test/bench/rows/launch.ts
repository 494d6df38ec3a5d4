import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder';
import { type Bench, inRounds, type Row, sized } from '../bench';
import { atMostTimes, comparison, limited } from '../figure';
import { startProduct, startSmallest } from '../probed-app';

const SOON = 150;

/** How long from starting the program until a person can work with the list. */
export const launch: Row = {
  name: 'launch',
  title: 'Launch to a usable list of 200 images',
  measure: async (bench) => {
    const count = sized(bench, 200);
    const { host } = await bench.engines.withImages('classic', count);
    const places = { product: await temporaryFolder(), smallest: await temporaryFolder() };
    const product = { folder: places.product, images: { host, count } };
    // The first start of either fills caches that no later one fills again.
    await launched(bench, product, places.smallest);
    const kept = await inRounds(bench, () => launched(bench, product, places.smallest));
    const unkept = await inRounds(bench, async () => {
      await rm(join(places.product, 'user-data/image-cache'), { recursive: true, force: true });
      return await launched(bench, product, places.smallest);
    });
    const against = 'smallest window';
    const goal = atMostTimes(1.5);
    return [
      comparison({ what: `Launch to a usable list of ${count} images`, unit: 'ms', against, goal }, kept),
      comparison({ what: '… without a list kept on disk', unit: 'ms', against, goal }, unkept),
      limited(
        { what: 'List on screen after the window can paint', unit: 'ms', limit: SOON },
        kept.map(({ listAfterPaint }) => listAfterPaint),
      ),
    ];
  },
};

async function launched(
  bench: Bench,
  product: { folder: string; images: { host: string; count: number } },
  smallestFolder: string,
) {
  const smallest = await startSmallest(bench, smallestFolder);
  await smallest.stop();
  const app = await startProduct(bench, product);
  const { rows, usable } = await app.painted();
  await app.stop();
  return {
    against: smallest.firstPaint - smallest.startedAt,
    // The first frame is on screen only when Chromium says so, a little after the page has handed it on.
    measured: Math.max(usable, app.firstPaint) - app.startedAt,
    listAfterPaint: Math.max(0, rows - app.firstPaint),
  };
}
