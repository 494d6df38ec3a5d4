import { setImmediate } from 'node:timers/promises';

/**
 * Writes that nobody waits for, one after the other in their order: what was asked is answered first, and a cache that
 * cannot be written to costs time, not results.
 */
export class PendingWrites {
  readonly #onProblem: (thrown: unknown) => void;
  #last: Promise<void> = Promise.resolve();

  constructor(onProblem: (thrown: unknown) => void) {
    this.#onProblem = onProblem;
  }

  begin(write: () => Promise<void>): void {
    this.#last = this.#last.then(() => this.#run(write));
  }

  /** Resolves when everything that was begun has ended, well or not. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async #run(write: () => Promise<void>): Promise<void> {
    try {
      // Making what is written takes milliseconds in which nothing else is answered.
      await setImmediate();
      await write();
    } catch (thrown) {
      this.#onProblem(thrown);
    }
  }
}
