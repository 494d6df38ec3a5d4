import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TreeFilter } from '../../../electron/contract';
import { temporaryFolder } from '../../support/temporary-folder';
import { type Bench, inRounds, type Row, sized } from '../bench';
import { atMostTimes, comparison, type Figure, limited } from '../figure';
import { forgetImage, imageOf } from '../layers/bench-images';
import { inOwnProcess } from '../layers/own-process';
import type { Question, Work } from '../layers/process';
import { crowded, large, type Recipe } from '../layers/recipe';
import { median } from '../statistics';

const MOST_CACHE = 1_000_000_000;
/** How often each question about a tree is asked. */
const TIMES = 5;

/** Archives on disk: how fast they are read, how much memory that takes, and how fast a tree answers. */
export const archives: Row = {
  name: 'archives',
  title: 'Analysis of archives and trees of 300,000 files',
  measure: async (bench) => [
    await reading(bench, large, '1.5 GB, 100,000 files'),
    await memory(bench, large, '100,000 files', 30),
    await memory(bench, crowded, '300,000 files', 75),
    ...(await browsing(bench)),
  ],
};

const analyseFile = (path: string): Question => ({
  call: 'analyse',
  input: { source: { kind: 'archive', path }, engine: null },
});

async function settingsIn(folder: string) {
  return { cacheFolder: join(folder, 'cache'), cacheBytes: MOST_CACHE, spoolFolder: join(folder, 'spool') };
}

async function fresh() {
  return await settingsIn(await temporaryFolder());
}

async function reading(bench: Bench, recipe: Recipe, what: string): Promise<Figure> {
  const image = await imageOf(bench, recipe);
  bench.say(`  reading an archive, ${what} …`);
  const analyse = async (): Promise<Work> => ({
    does: 'ask',
    settings: await fresh(),
    questions: [analyseFile(image.archive)],
  });
  // Each in a process that has just begun: code that has run before is compiled, and runs faster.
  const secondsOf = async (work: Work) => ((await inOwnProcess(work)).times[0] ?? Number.NaN) / 1000;
  const pairs = await inRounds(bench, async () => ({
    against: await secondsOf({ does: 'walk', layers: image.layers }),
    measured: await secondsOf(await analyse()),
  }));
  return comparison(
    {
      what: `Analysis of an archive file, whole: ${what}`,
      unit: 's',
      against: 'tar-stream over the same layers',
      goal: atMostTimes(0.25),
    },
    pairs,
  );
}

/** What the analysis takes above a process that is ready to analyse and reads nothing. */
async function memory(bench: Bench, recipe: Recipe, what: string, limit: number): Promise<Figure> {
  const image = await imageOf(bench, recipe);
  bench.say(`  memory, ${what} …`);
  const above = await inRounds(bench, async () => {
    const bare = await inOwnProcess({ does: 'pass', file: image.archive });
    const questions = [analyseFile(image.archive)];
    const { peak } = await inOwnProcess({ does: 'ask', settings: await fresh(), questions });
    return peak - bare.peak;
  });
  const note = 'peak, above a process that only reads the same archive';
  return limited({ what: `Memory of the analysis, ${what}`, unit: 'MB', limit, note }, above);
}

const everything = {
  treeId: '$TREE',
  filter: null,
  sort: { column: 'name', descending: false },
  shape: 'tree',
  open: [],
} as const;
const byText: TreeFilter = { text: 'json', mode: 'text', changes: [], minBytes: 0, uid: null, setuid: false };

/** A tree that was analysed before, in a new process. */
async function browsing(bench: Bench): Promise<Figure[]> {
  const image = await imageOf(bench, crowded);
  bench.say('  browsing 300,000 files …');
  const settings = await fresh();
  const source = { kind: 'archive' as const, path: image.archive };
  await inOwnProcess({ does: 'ask', settings, questions: [analyseFile(image.archive)] });
  const top = crowded.layers - 1;
  const outline = (from: number, to: number, more: object): Question => ({
    call: 'layers.outline',
    input: { request: { ...everything, from, to, open: [], ...more }, engine: null },
  });
  const opening: Question[] = [{ call: 'open', input: { source } }, outline(0, top, {})];
  const switching = [outline(2, 2, {}), outline(1, 4, {}), outline(1, 4, { open: [1, 2, 3, 4] })];
  const filtering = [
    outline(0, top, { filter: byText }),
    outline(0, top, { filter: { ...byText, text: 'data/json' } }),
  ];
  // A person who browses asks more than once.
  const browsed = Array.from({ length: TIMES }, () => [...switching, ...filtering]).flat();
  const rounds = await inRounds(
    bench,
    async () => await inOwnProcess({ does: 'ask', settings, questions: [...opening, ...browsed] }),
  );
  const reopen = rounds.map(({ times }) => (times[0] ?? 0) + (times[1] ?? 0));
  const each = rounds.map(({ times }) => mediansOf(times.slice(opening.length), TIMES));
  const slowest = each.map((times) => Math.max(...times.slice(0, switching.length)));
  const filters = each.map((times) => Math.max(...times.slice(switching.length)));
  const disk = await bytesIn(settings.cacheFolder);
  await forgetImage(crowded);
  await forgetImage(large);
  return [
    limited(
      { what: 'Reopen an analysed image of 300,000 files, new process', unit: 'ms', limit: 120 },
      reopen,
    ),
    limited({ what: 'Folder, layer or range switched, 300,000 files', unit: 'ms', limit: 16 }, slowest),
    limited({ what: 'Filter over 300,000 files', unit: 'ms', limit: 100 }, filters),
    limited({ what: 'Index on disk', unit: 'B a file', limit: 14 }, [disk / sized(bench, crowded.files)]),
  ];
}

/** Of times that repeat the same questions, the median of each question. */
function mediansOf(times: readonly number[], repeated: number): number[] {
  const questions = times.length / repeated;
  return Array.from({ length: questions }, (_, question) =>
    median(times.filter((_time, index) => index % questions === question)),
  );
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    const stats = await stat(join(folder, name));
    if (stats.isFile()) bytes += stats.size;
  }
  return bytes;
}
