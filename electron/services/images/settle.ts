/** How long to wait for more before acting, milliseconds. */
export interface SettleTimes {
  /** After a quiet time: short enough that a single change is shown at once. */
  shortest: number;
  /** In the middle of a storm: long enough that a thousand changes make a handful of refreshes. */
  longest: number;
}

const usual: SettleTimes = { shortest: 25, longest: 2_000 };

/**
 * Gathers keys and hands them on in batches, one batch at a time. The wait doubles from batch to batch while keys
 * keep coming, and starts again at the shortest once it has been quiet for as long as the last wait.
 */
export class Settle<K> {
  readonly #work: (keys: Set<K>) => Promise<void>;
  readonly #onError: (thrown: unknown) => void;
  readonly #times: SettleTimes;
  #keys = new Set<K>();
  #timer: NodeJS.Timeout | null = null;
  #working = false;
  #stopped = false;
  #wait: number;
  #restedSince = Number.NEGATIVE_INFINITY;
  /** Of the last batch. */
  #took = 0;

  constructor(
    work: (keys: Set<K>) => Promise<void>,
    onError: (thrown: unknown) => void,
    times: SettleTimes = usual,
  ) {
    this.#work = work;
    this.#onError = onError;
    this.#times = times;
    this.#wait = times.shortest;
  }

  add(keys: Iterable<K>): void {
    for (const key of keys) this.#keys.add(key);
    if (this.#keys.size > 0) this.#schedule();
  }

  /** The same without waiting for more, unless a batch is being worked on. */
  addNow(keys: Iterable<K>): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    for (const key of keys) this.#keys.add(key);
    this.#schedule(0);
  }

  /** Forgets what is gathered and works no more. */
  stop(): void {
    this.#stopped = true;
    this.#keys.clear();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(wait?: number): void {
    if (this.#timer || this.#working || this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#run().catch(this.#onError);
    }, wait ?? this.#nextWait());
  }

  #nextWait(): number {
    const quiet = Date.now() - this.#restedSince > this.#wait;
    this.#wait = quiet ? this.#times.shortest : Math.min(this.#wait * 2, this.#times.longest);
    // Half of the time belongs to whoever else asks, however slow the answers are.
    return quiet ? this.#wait : Math.max(this.#wait, this.#took);
  }

  async #run(): Promise<void> {
    const keys = this.#keys;
    this.#keys = new Set();
    this.#working = true;
    const start = Date.now();
    try {
      await this.#work(keys);
    } finally {
      this.#working = false;
      this.#restedSince = Date.now();
      this.#took = this.#restedSince - start;
      if (this.#keys.size > 0) this.#schedule();
    }
  }
}
