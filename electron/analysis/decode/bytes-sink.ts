/** Takes bytes in order: `bytes[from, to)` is good until the call returns. Throws what its reader cannot go on with. */
export interface BytesSink {
  push(bytes: Uint8Array, from: number, to: number): void;
  /** Resolves when it can take more; null when it can now. Left out by sinks that always can. */
  room?(): Promise<void> | null;
}

/** Nobody wants these bytes. */
export const nowhere: BytesSink = { push: () => undefined };

/**
 * How many bytes wait to be decoded, of all decoders of one reading. Whoever brings bytes waits while there are too
 * many, so that memory stays bounded however fast they come.
 */
export class Flow {
  readonly #most: number;
  #queued = 0;
  #waiting: (() => void)[] = [];

  constructor(most = 4 * 1024 * 1024) {
    this.#most = most;
  }

  add(bytes: number): void {
    this.#queued += bytes;
  }

  remove(bytes: number): void {
    this.#queued -= bytes;
    if (this.#queued > this.#most) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }

  /** Resolves when there is room for more. */
  room(): Promise<void> | null {
    if (this.#queued <= this.#most) return null;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }
}
