import { type Looks, lookAtAll } from './look-at';

/** Somebody else who looks at paths of the same folder, in batches. */
export interface LookHelper {
  /** Whether it would begin with another batch soon. */
  hasRoom(): boolean;
  ask(batch: number, paths: readonly string[]): void;
  /** What it has answered since it was asked last, in any order. */
  answers(): { batch: number; looks: Looks }[];
}

interface Batch<T> {
  number: number;
  entries: T[];
  looks: Looks | null;
}

/** So many paths are worth a message to another thread. */
const BATCH = 256;
/** So many batches wait for a helper's answer to the first of them; then it is looked at here as well. */
const PATIENCE = 16;

/**
 * Looks at what a walk finds, here and with a helper, and tells of it in the order in which it was found: what is counted
 * does not depend on who was faster.
 */
export class OrderedLooks<T extends { at: string }> {
  readonly #folder: string;
  readonly #take: (entry: T, sizeBytes: number, mode: number) => void;
  #helper: LookHelper | null = null;
  #entries: T[] = [];
  #waiting: Batch<T>[] = [];
  #batches = 0;

  constructor(folder: string, take: (entry: T, sizeBytes: number, mode: number) => void) {
    this.#folder = folder;
    this.#take = take;
  }

  /** From now on a helper takes its share. */
  shareWith(helper: LookHelper): void {
    this.#helper = helper;
  }

  add(entry: T): void {
    this.#entries.push(entry);
    if (this.#entries.length >= BATCH) this.#begin();
  }

  /** Tells of everything that was added. It waits for nobody: what is not answered yet is looked at here. */
  finish(): void {
    this.#begin();
    this.#collect(0);
  }

  #begin(): void {
    const batch: Batch<T> = { number: this.#batches, entries: this.#entries, looks: null };
    this.#batches += 1;
    this.#entries = [];
    this.#waiting.push(batch);
    if (this.#helper?.hasRoom()) this.#helper.ask(batch.number, pathsOf(batch));
    else batch.looks = this.#lookHere(batch);
    this.#collect(PATIENCE);
  }

  /** Tells of the batches whose turn it is, until at most so many are left. */
  #collect(most: number): void {
    for (const { batch, looks } of this.#helper?.answers() ?? []) {
      const asked = this.#waiting.find(({ number }) => number === batch);
      if (asked !== undefined) asked.looks = looks;
    }
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (first.looks === null && this.#waiting.length <= most) return;
      this.#tell(first, first.looks ?? this.#lookHere(first));
      this.#waiting.shift();
    }
  }

  #tell({ entries }: Batch<T>, looks: Looks): void {
    entries.forEach((entry, index) => {
      this.#take(entry, looks[index * 2] ?? 0, looks[index * 2 + 1] ?? 0);
    });
  }

  #lookHere(batch: Batch<T>): Looks {
    return lookAtAll(this.#folder, pathsOf(batch));
  }
}

const pathsOf = ({ entries }: Batch<{ at: string }>): string[] => entries.map(({ at }) => at);
