/** At most ten times a second. */
const INTERVAL = 100;

/** Passes on the newest of many values, often enough to look alive: the first at once, others after a pause. */
export class Throttle<T> {
  readonly #tell: (value: T) => void;
  #timer: NodeJS.Timeout | null = null;
  #waiting: { value: T } | null = null;

  constructor(tell: (value: T) => void) {
    this.#tell = tell;
  }

  tell(value: T): void {
    if (this.#timer !== null) {
      this.#waiting = { value };
      return;
    }
    this.#tell(value);
    this.#timer = setTimeout(() => this.#next(), INTERVAL);
  }

  /** The last value of something that ended is its end. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#waiting) this.#tell(this.#waiting.value);
    this.#waiting = null;
    this.#timer = null;
  }

  #next(): void {
    this.#timer = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) this.tell(waiting.value);
  }
}
