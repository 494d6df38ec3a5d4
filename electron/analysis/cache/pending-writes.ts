import { setImmediate } from 'node:timers/promises';

/**
 * Writes that nobody waits for, one after the other in their order: what was asked is answered first, and a cache that
 * cannot be written to costs time, not results.
 */
export class PendingWrites {
  readonly #onProblem: (thrown: unknown) => void;
  readonly #first = new Set<Promise<unknown>>();
  #last: Promise<void> = Promise.resolve();

  constructor(onProblem: (thrown: unknown) => void) {
    this.#onProblem = onProblem;
  }

  begin(write: () => Promise<void>): void {
    this.#last = this.#last.then(() => this.#run(write));
  }

  /** No write begins before this work has ended: making what is written takes the cores that reading needs. */
  async first<T>(work: Promise<T>): Promise<T> {
    this.#first.add(work);
    try {
      return await work;
    } finally {
      this.#first.delete(work);
    }
  }

  /** Resolves when everything that was begun has ended, well or not. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async #run(write: () => Promise<void>): Promise<void> {
    try {
      // Making what is written takes milliseconds in which nothing else is answered.
      await setImmediate();
      while (this.#first.size > 0) {
        await Promise.allSettled(this.#first);
        // What it came to is answered first.
        await setImmediate();
      }
      await write();
    } catch (thrown) {
      this.#onProblem(thrown);
    }
  }
}
