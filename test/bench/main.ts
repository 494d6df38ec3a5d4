import { cpus, loadavg } from 'node:os';
import type { Bench, Row } from './bench';
import { BenchEngines } from './engines';
import { type Figure, notMeasured } from './figure';
import { drawTable, keepResults, type Results, type RunFacts } from './report';
import { analysing } from './rows/analysing';
import { analysis } from './rows/analysis';
import { archives } from './rows/archives';
import { browsing } from './rows/browsing';
import { buildLog } from './rows/build-log';
import { buildPreview } from './rows/build-preview';
import { buildkitBuilds, classicBuilds } from './rows/builds';
import { diagnostics } from './rows/diagnostics';
import { firstList } from './rows/first-list';
import { idle } from './rows/idle';
import { launch } from './rows/launch';
import { memory } from './rows/memory';
import { oneChange } from './rows/one-change';
import { scrolling } from './rows/scrolling';
import { selecting } from './rows/selecting';
import { transfers } from './rows/transfers';

/** In the order of running: rows on one engine ask for ascending numbers of images. */
const rows: readonly Row[] = [
  launch,
  memory,
  idle,
  buildPreview,
  diagnostics,
  firstList,
  scrolling,
  selecting,
  oneChange,
  transfers,
  analysis,
  analysing,
  archives,
  browsing,
  classicBuilds,
  buildkitBuilds,
  buildLog,
];
export const rowNames = rows.map(({ name }) => name);

export interface BenchInput extends Pick<Bench, 'rounds' | 'trial' | 'electron' | 'say'> {
  /** Names of rows; empty for all. */
  chosen: readonly string[];
}

/** Measures, prints the table and, unless it is a trial, keeps the results. Throws when a name is not a row's. */
export async function runBench(input: BenchInput): Promise<void> {
  const unknown = input.chosen.filter((name) => !rowNames.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no row ${unknown.join(', ')}; the rows are ${rowNames.join(', ')}.`);
  }
  const chosen = rows.filter(({ name }) => input.chosen.length === 0 || input.chosen.includes(name));
  const bench: Bench = { ...input, engines: new BenchEngines() };
  const results: Results['rows'] = {};
  try {
    for (const row of chosen) {
      bench.say(`${row.title} …`);
      results[row.name] = { run: factsOf(bench), figures: await figuresOf(row, bench) };
    }
  } finally {
    await bench.engines.stop();
  }
  console.log(`\n${drawTable(Object.values(results).flatMap(({ figures }) => figures))}`);
  if (!input.trial) await keepResults(results, rowNames);
}

/** A row that fails says so in the table; the others are measured all the same. */
async function figuresOf(row: Row, bench: Bench): Promise<Figure[]> {
  try {
    return await row.measure(bench);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    bench.say(`${row.title}: ${reason}`);
    return [notMeasured(row.title, reason.split('\n', 1)[0] ?? '')];
  }
}

function factsOf({ electron, rounds }: Bench): RunFacts {
  const date = new Date().toISOString().slice(0, 10);
  return { date, electron: electron.version, rounds, cores: cpus().length, load: loadavg()[0] ?? 0 };
}
