/** So few images are never worth a whole list. */
const FEW = 16;

/**
 * Whether asking for some images one by one or for the whole list is faster at this engine: graph drivers list
 * thousands in the time in which containerd lists ten, so it is measured rather than assumed.
 */
export class RefreshCosts {
  /** Milliseconds of the last whole list. */
  #list = Number.POSITIVE_INFINITY;
  /** Milliseconds an image when asked for alone. */
  #fetch = 5;

  listIsCheaper(images: number): boolean {
    return images > FEW && images * this.#fetch > this.#list;
  }

  async measureList<T>(work: () => Promise<T>): Promise<T> {
    const { result, took } = await timed(work);
    this.#list = took;
    return result;
  }

  async measureFetch<T>(images: number, work: () => Promise<T>): Promise<T> {
    const { result, took } = await timed(work);
    this.#fetch = (this.#fetch + took / Math.max(images, 1)) / 2;
    return result;
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; took: number }> {
  const start = performance.now();
  const result = await work();
  return { result, took: performance.now() - start };
}
