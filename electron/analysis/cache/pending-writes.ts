/** A write that was begun. Its promise resolves when the write has ended, well or not. */
export interface PendingWrite {
  readonly ended: Promise<void>;
}

/**
 * Writes that nobody waits for: an answer is given before what it rests on is on disk, and a cache that cannot be
 * written to costs time, not results.
 */
export class PendingWrites {
  readonly #onProblem: (thrown: unknown) => void;
  readonly #pending = new Set<PendingWrite>();

  constructor(onProblem: (thrown: unknown) => void) {
    this.#onProblem = onProblem;
  }

  /** Begins a write once those have ended that it speaks of. */
  begin(write: () => Promise<void>, after: readonly PendingWrite[] = []): PendingWrite {
    const pending = { ended: this.#run(write, after).finally(() => this.#pending.delete(pending)) };
    this.#pending.add(pending);
    return pending;
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await ended([...this.#pending]);
  }

  async #run(write: () => Promise<void>, after: readonly PendingWrite[]): Promise<void> {
    try {
      await ended(after);
      await write();
    } catch (thrown) {
      this.#onProblem(thrown);
    }
  }
}

async function ended(writes: readonly PendingWrite[]): Promise<void> {
  await Promise.all(writes.map((write) => write.ended));
}
