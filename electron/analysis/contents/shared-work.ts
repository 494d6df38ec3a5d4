/** Work that several requests wait for: done once, and stopped when everybody who waited has left. */
export class SharedWork {
  readonly signal: AbortSignal;
  readonly done: Promise<void>;
  readonly #controller = new AbortController();
  #users = 0;

  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.signal = this.#controller.signal;
    this.done = work(this.signal);
    // Whoever waits hears of it; when nobody does, there is nobody to tell.
    this.done.catch(() => undefined);
  }

  join(): void {
    this.#users += 1;
  }

  /** One leaves: content, so that the work goes on for the next who asks, or because it was cancelled. */
  leave(cancelled: boolean): void {
    this.#users -= 1;
    if (cancelled && this.#users === 0) this.stop();
  }

  stop(): void {
    this.#controller.abort();
  }
}
