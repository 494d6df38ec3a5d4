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

  /** Whether so many bytes fit without removing anything. */
  hasRoomFor(bytes: number): boolean {
    return this.#bytes() + bytes <= this.#most;
  }

  begin(key: string): SpoolFile {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#count += 1;
    const file = new SpoolFile(path.join(this.#folder, `${this.#count}.tar`));
    this.#files.set(key, file);
    return file;
  }

  /** Makes room after a layer came; what was used last stays, however large it is. */
  async tidy(): Promise<void> {
    const complete = [...this.#files].filter(([, file]) => file.complete).slice(0, -1);
    for (const [key, file] of complete) {
      if (this.#bytes() <= this.#most) return;
      await this.#drop(key, file);
    }
  }

  async drop(key: string): Promise<void> {
    const file = this.#files.get(key);
    if (file) await this.#drop(key, file);
  }

  async close(): Promise<void> {
    for (const [key, file] of this.#files) await this.#drop(key, file);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #drop(key: string, file: SpoolFile): Promise<void> {
    this.#files.delete(key);
    await file.remove();
  }

  #bytes(): number {
    return [...this.#files.values()].reduce((sum, file) => sum + file.written, 0);
  }
}
