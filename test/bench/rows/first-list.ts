import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../../support/temporary-folder';
import { type Bench, inRounds, type Row, sized } from '../bench';
import { curlTime } from '../curl';
import { comparison } from '../figure';
import { startProduct } from '../probed-app';

/** Asked before the rows are there, these would hold them up. */
const SLOW = /\/system\/df|shared-size|manifests|\/images\/.+\/(?:json|history)/;

/** Milliseconds in which the window comes to rest before the engine appears. */
const SETTLING = 2_000;

/** How long the app needs for a list that it has never seen, from asking the engine to the painted rows. */
export const firstList: Row = {
  name: 'first-list',
  title: 'First list of 5,000 images',
  measure: async (bench) => {
    const count = sized(bench, 5_000);
    const engine = await bench.engines.withImages('classic', count);
    await curlTime(engine, '/images/json');
    const rounds = await inRounds(bench, async () => {
      const against = await curlTime(engine, '/images/json');
      return { against, ...(await seeFirstList(bench, engine.socketPath, count)) };
    });
    const slow = rounds.reduce((sum, round) => sum + round.slow, 0);
    return [
      comparison(
        {
          what: `First list of ${count.toLocaleString('en')} images, request to painted rows`,
          unit: 'ms',
          against: 'curl GET /images/json',
          goal: {
            text: '<= 1.3 x + 50 ms, nothing slow asked before',
            isMet: ({ measured, against }) => measured <= 1.3 * against + 50 && slow === 0,
          },
          note: `${slow} inspects, shared sizes or disk usage asked for before the rows`,
        },
        rounds,
      ),
    ];
  },
};

/** The window is open already when the engine comes: its socket appears where the app looks for it. */
async function seeFirstList(bench: Bench, socketPath: string, count: number) {
  const folder = await temporaryFolder();
  const socket = join(folder, 'engine.sock');
  const app = await startProduct(bench, { folder, images: { host: `unix://${socket}`, count } });
  await delay(SETTLING);
  await symlink(socketPath, socket);
  const { rows, inDocument } = await app.painted();
  const before = app.requests.filter(({ at }) => at < inDocument);
  await app.stop();
  const asked = before.find(({ path }) => path.endsWith('/images/json'));
  if (asked === undefined) throw new Error('The app did not ask for the list.');
  return { measured: rows - asked.at, slow: before.filter(({ path }) => SLOW.test(path)).length };
}
