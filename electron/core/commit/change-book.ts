import type { FileChange } from '../../contract';

/** Where programs are looked for without a path. */
export const isRm = (path: string): boolean => /^\/(?:usr\/)?(?:local\/)?s?bin\/rm$/.test(path);

/** Which paths of the container are not as in the image. */
export class ChangeBook {
  readonly #there = new Set<string>();
  readonly #deleted = new Set<string>();

  constructor(changes: readonly FileChange[]) {
    for (const { path, kind } of changes) (kind === 'deleted' ? this.#deleted : this.#there).add(path);
  }

  get deletedRm(): boolean {
    return [...this.#deleted].some(isRm);
  }

  /** What is below something that was deleted stands there anew, and the folder too (overlayfs: opaque). */
  has(path: string): boolean {
    if (this.#there.has(path)) return true;
    if (this.#deleted.size === 0) return false;
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
      if (this.#deleted.has(path.slice(0, end))) return true;
    return false;
  }
}
