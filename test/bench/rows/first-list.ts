import { temporaryFolder } from '../../support/temporary-folder';
import { inRounds, type Row, sized } from '../bench';
import { curlTime } from '../curl';
import { comparison } from '../figure';
import { type ProbedApp, startProduct } from '../probed-app';

/** Asked before the rows are there, these would hold them up. */
const SLOW = /\/system\/df|shared-size|manifests|\/images\/.+\/(?:json|history)/;

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
      const folder = await temporaryFolder();
      const app = await startProduct(bench, { folder, images: { host: engine.host, count } });
      await app.stop();
      return { against, measured: app.times.rows - listRequest(app).at, slow: slowRequests(app) };
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

function listRequest({ requests }: ProbedApp) {
  const request = requests.find(({ path }) => path.endsWith('/images/json'));
  if (request === undefined) throw new Error('The app did not ask for the list.');
  return request;
}

function slowRequests({ requests, times }: ProbedApp): number {
  return requests.filter(({ path, at }) => at < times.rows && SLOW.test(path)).length;
}
