import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { SpoolFile } from './spool-file';

/** Bytes of layers that lie on disk for the time that this worker runs. */
const MOST_BYTES = 4 * 1024 ** 3;

/** Contents of layers that cannot be read where they are: unpacked, or fetched from an engine. Oldest go first. */
export class Spool {
  readonly #folder: string;
  readonly #most: number;
  readonly #files = new Map<string, SpoolFile>();
  readonly #awaited = new Map<string, (() => void)[]>();
  #count = 0;

  constructor(folder: string, most = MOST_BYTES) {
    this.#folder = folder;
    this.#most = most;
  }

  /** A layer's contents, complete or still coming. */
  get(key: string): SpoolFile | undefined {
    const file = this.#files.get(key);
    if (!file) return undefined;
    this.#files.delete(key);
    this.#files.set(key, file);
    return file;
  }

  /** Resolves when the contents of a layer are there or begin to come. */
  async appears(key: string): Promise<void> {
    if (this.#files.has(key)) return;
    await new Promise<void>((resolve) => {
      this.#awaited.set(key, [...(this.#awaited.get(key) ?? []), resolve]);
    });
  }

  /** Whether so many bytes fit without removing anything. */
  hasRoomFor(bytes: number): boolean {
    return this.#bytes() + bytes <= this.#most;
  }

  begin(key: string): SpoolFile {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#count += 1;
    const file = new SpoolFile(path.join(this.#folder, `${this.#count}.tar`));
    this.#files.set(key, file);
    const awaited = this.#awaited.get(key) ?? [];
    this.#awaited.delete(key);
    for (const go of awaited) go();
    return file;
  }

  /** Makes room after a layer came; what is being read, and what was used last, stays however large it is. */
  async tidy(): Promise<void> {
    const removable = [...this.#files].filter(([, file]) => file.complete && !file.inUse).slice(0, -1);
    for (const [key] of removable) {
      if (this.#bytes() <= this.#most) return;
      await this.drop(key);
    }
  }

  async drop(key: string): Promise<void> {
    const file = this.#files.get(key);
    this.#files.delete(key);
    await file?.remove();
  }

  async close(): Promise<void> {
    for (const key of [...this.#files.keys()]) await this.drop(key);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #bytes(): number {
    return [...this.#files.values()].reduce((sum, file) => sum + file.written, 0);
  }
}
