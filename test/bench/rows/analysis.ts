import type { EngineKind } from '../../support/engines';
import { temporaryFolder } from '../../support/temporary-folder';
import { type Bench, inRounds, type Row } from '../bench';
import { curlTime } from '../curl';
import { atMostTimes, comparison, type Figure } from '../figure';
import { type LoadedImage, loadImage } from '../layers/bench-images';
import { inOwnProcess } from '../layers/own-process';
import { crowded, large, type Recipe, tall } from '../layers/recipe';

const MOST_CACHE = 1_000_000_000;

interface Case {
  kind: EngineKind;
  recipe: Recipe;
  what: string;
  limit: number;
}

const cases: readonly Case[] = [
  { kind: 'classic', recipe: large, what: '1.5 GB, 100,000 files, 10 layers', limit: 1.05 },
  { kind: 'containerd', recipe: large, what: '1.5 GB, 100,000 files, 10 layers', limit: 1.05 },
  { kind: 'classic', recipe: tall, what: '70 layers', limit: 1.05 },
  { kind: 'containerd', recipe: tall, what: '70 layers', limit: 1.05 },
  { kind: 'containerd', recipe: crowded, what: '300,000 files, gzip layers', limit: 1.2 },
];

/** How much longer an image's layers take to be analysed than to be received and thrown away. */
export const analysis: Row = {
  name: 'analysis',
  title: 'Analysis of an engine image',
  measure: async (bench) => {
    const figures: Figure[] = [];
    for (const one of cases) figures.push(await measureCase(bench, one));
    return figures;
  },
};

async function measureCase(bench: Bench, { kind, recipe, what, limit }: Case): Promise<Figure> {
  const engine = await bench.engines.empty(kind);
  const image = await loadImage(bench, engine, recipe);
  bench.say(`  ${what}, ${kind} …`);
  const pairs = await inRounds(bench, async (round) => {
    const against = async () => (await curlTime(engine, image.exportPath)) / 1000;
    const measured = async () => (await analyse(image)) / 1000;
    if (round % 2 === 0) return { measured: await measured(), against: await against() };
    const first = await against();
    return { measured: await measured(), against: first };
  });
  const about = { what: `Analysis of an engine image: ${what} (${kind})`, unit: 's' as const };
  return comparison({ ...about, against: 'curl, thrown away', goal: atMostTimes(limit) }, pairs);
}

/** Milliseconds, with nothing known beforehand. */
async function analyse({ source, engine }: LoadedImage): Promise<number> {
  const folder = await temporaryFolder();
  const settings = {
    cacheFolder: `${folder}/cache`,
    cacheBytes: MOST_CACHE,
    spoolFolder: `${folder}/spool`,
  };
  const { times } = await inOwnProcess({
    does: 'ask',
    settings,
    questions: [{ call: 'analyse', input: { source, engine } }],
  });
  return times[0] ?? Number.NaN;
}
