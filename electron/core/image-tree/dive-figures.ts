import { grown } from '../layer-index/columns';

/**
 * The two figures by which people who come from `dive` judge an image. For each path that is a leaf of some layer: the
 * sizes it has in the layers where it is one. Efficiency is the sum of each path's smallest size over the sum of all
 * sizes; wasted are all sizes of paths with two or more.
 */
export class DiveFigures {
  #smallest = new Float64Array(256);
  #sum = new Float64Array(256);
  #count = new Uint16Array(256);

  /** Another size of a path. */
  add(path: number, size: number): void {
    if (path >= this.#sum.length) {
      this.#sum = grown(this.#sum, path + 1);
      this.#smallest = grown(this.#smallest, this.#sum.length);
      this.#count = grown(this.#count, this.#sum.length);
    }
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
