import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../../support/temporary-folder';
import { inRounds, type Row, sized } from '../bench';
import { limited } from '../figure';
import { withList } from '../probed-app';
import { processorTimeOf } from '../process-tree';

const SETTLING = 10;
const LONG = 60;

/** Processor time of the app that shows its images and is left alone. */
export const idle: Row = {
  name: 'idle',
  title: 'CPU, idle for 60 s with 1,000 images',
  measure: async (bench) => {
    const count = sized(bench, 1_000);
    const { host } = await bench.engines.withImages('classic', count);
    const app = await withList(bench, { folder: await temporaryFolder(), images: { host, count } });
    await delay(SETTLING * 1000);
    const shares = await inRounds(bench, async () => {
      const [begin, before] = [performance.now(), await processorTimeOf(app.pid)];
      await delay(sized(bench, LONG) * 1000);
      const used = (await processorTimeOf(app.pid)) - before;
      return (used * 100_000) / (performance.now() - begin);
    });
    await app.stop();
    const what = `CPU of all processes, idle for ${sized(bench, LONG)} s with ${count.toLocaleString('en')} images`;
    return [limited({ what, unit: '%', limit: 0.3, note: 'of one core' }, shares)];
  },
};
