/**
 * The two figures by which people who come from `dive` judge an image. For each path that is a leaf of some layer: the
 * sizes it has in the layers where it is one. Efficiency is the sum of each path's smallest size over the sum of all
 * sizes; wasted are all sizes of paths with two or more.
 */
export class DiveFigures {
  readonly #smallest: Float64Array;
  readonly #sum: Float64Array;
  readonly #count: Uint16Array;

  constructor(paths: number) {
    this.#smallest = new Float64Array(paths);
    this.#sum = new Float64Array(paths);
    this.#count = new Uint16Array(paths);
  }

  /** Another size of a path. */
  add(path: number, size: number): void {
    const count = this.#count[path] ?? 0;
    if (count === 0 || size < (this.#smallest[path] ?? 0)) this.#smallest[path] = size;
    this.#sum[path] = (this.#sum[path] ?? 0) + size;
    this.#count[path] = count + 1;
  }

  figures(): { diveEfficiency: number; diveWastedBytes: number } {
    let smallest = 0;
    let all = 0;
    let wasted = 0;
    for (let path = 0; path < this.#sum.length; path += 1) {
      const sum = this.#sum[path] ?? 0;
      smallest += this.#smallest[path] ?? 0;
      all += sum;
      if ((this.#count[path] ?? 0) > 1) wasted += sum;
    }
    return { diveEfficiency: all === 0 ? 1 : smallest / all, diveWastedBytes: wasted };
  }
}
