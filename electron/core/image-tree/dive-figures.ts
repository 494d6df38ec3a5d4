/**
 * The two figures by which people who come from `dive` judge an image. For each path that is a leaf of some layer: the
 * sizes it has in the layers where it is one. Efficiency is the sum of each path's smallest size over the sum of all
 * sizes; wasted are all sizes of paths with two or more.
 */
export class DiveFigures {
  /** By path. */
  readonly #smallest: Float64Array;
  readonly #sum: Float64Array;
  readonly #count: Uint16Array;
  #smallestOfAll = 0;
  #sumOfAll = 0;
  #wasted = 0;

  constructor(paths: number) {
    this.#smallest = new Float64Array(paths);
    this.#sum = new Float64Array(paths);
    this.#count = new Uint16Array(paths);
  }

  /** Another size of a path. */
  add(path: number, size: number): void {
    const count = this.#count[path] as number;
    const before = this.#smallest[path] as number;
    const smallest = count === 0 ? size : Math.min(before, size);
    const sum = (this.#sum[path] as number) + size;
    this.#smallestOfAll += smallest - before;
    this.#sumOfAll += size;
    if (count > 0) this.#wasted += count === 1 ? sum : size;
    this.#smallest[path] = smallest;
    this.#sum[path] = sum;
    this.#count[path] = count + 1;
  }

  figures(): { diveEfficiency: number; diveWastedBytes: number } {
    const diveEfficiency = this.#sumOfAll === 0 ? 1 : this.#smallestOfAll / this.#sumOfAll;
    return { diveEfficiency, diveWastedBytes: this.#wasted };
  }
}
