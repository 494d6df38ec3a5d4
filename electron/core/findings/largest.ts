/** Finds the largest of many without keeping or sorting all. Numbers stand for what is ranked. */
export class Largest {
  /** How many there were. */
  total = 0;
  /** Bytes of all. */
  bytes = 0;
  readonly #limit: number;
  #kept: { item: number; bytes: number }[] = [];
  /** Nothing smaller can still come among the largest. */
  #least = -1;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(item: number, bytes: number): void {
    this.total += 1;
    this.bytes += bytes;
    if (bytes <= this.#least) return;
    this.#kept.push({ item, bytes });
    if (this.#kept.length >= this.#limit * 2) this.#cut();
  }

  /** Largest first; of equal ones those that came first, so that equal images give equal lists. */
  items(): number[] {
    this.#cut();
    return this.#kept.map(({ item }) => item);
  }

  /** Sorting keeps the order of equal ones. */
  #cut(): void {
    this.#kept = this.#kept.sort((a, b) => b.bytes - a.bytes).slice(0, this.#limit);
    if (this.#kept.length === this.#limit) this.#least = this.#kept.at(-1)?.bytes ?? -1;
  }
}
