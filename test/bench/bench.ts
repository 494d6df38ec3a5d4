import type { BenchEngines } from './engines';
import type { Figure } from './figure';

/** What the rows of a run share. */
export interface Bench {
  /** How often everything is measured; figures are medians. */
  rounds: number;
  /** A trial has a tenth of everything: it shows that a row works, not how fast the app is. */
  trial: boolean;
  electron: {
    executable: string;
    version: string;
    /** What Electron needs on this machine, the same for the product and what it is compared with. */
    switches: string[];
  };
  engines: BenchEngines;
  say: (line: string) => void;
}

/** One line of work, named as on the command line; it gives one or more lines of the table. */
export interface Row {
  name: string;
  /** What it is about, for the table when it cannot be measured. */
  title: string;
  measure: (bench: Bench) => Promise<Figure[]>;
}

/** A number of images or seconds, a tenth of it in a trial. */
export function sized(bench: Bench, full: number): number {
  return bench.trial ? Math.ceil(full / 10) : full;
}

/** Does the same once for each round, one after the other. */
export async function inRounds<T>(bench: Bench, work: (round: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round < bench.rounds; round += 1) results.push(await work(round));
  return results;
}
