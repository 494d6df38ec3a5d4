import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../../support/temporary-folder';
import { inRounds, type Row, sized } from '../bench';
import { atMostTimes, comparison } from '../figure';
import { type ProbedApp, startSmallest, withList } from '../probed-app';
import { memoryOf } from '../process-tree';

/** After so many seconds what a start needs for a moment has been given back. */
const SETTLING = 30;

/** Memory of all processes of the app that shows its images and is left alone. */
export const memory: Row = {
  name: 'memory',
  title: 'Memory of all processes, idle with 1,000 images',
  measure: async (bench) => {
    const count = sized(bench, 1_000);
    const { host } = await bench.engines.withImages('classic', count);
    const settled = async (app: ProbedApp) => {
      await delay(sized(bench, SETTLING) * 1000);
      const used = await memoryOf(app.pid);
      await app.stop();
      return used;
    };
    const places = { product: await temporaryFolder(), smallest: await temporaryFolder() };
    const pairs = await inRounds(bench, async () => ({
      against: await settled(await startSmallest(bench, places.smallest)),
      measured: await settled(await withList(bench, { folder: places.product, images: { host, count } })),
    }));
    return [
      comparison(
        {
          what: `Memory of all processes, idle with ${count.toLocaleString('en')} images`,
          unit: 'MB',
          against: 'smallest window',
          goal: atMostTimes(1.6),
        },
        pairs,
      ),
    ];
  },
};
