import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { InspectedImage, RawHistoryEntry } from '../../core/image-model';

/** Everything that is known of one image, and cannot change while it has its id. */
export interface KeptDetails {
  inspected: InspectedImage;
  /** Newest first, as the engine answers. */
  history: RawHistoryEntry[];
}

const VERSION = 1;
const IN_MEMORY = 200;
const ON_DISK = 2_000;

/** Details of the images that a person has looked at: the latest in memory, more of them on disk, a file each. */
export class DetailsStore {
  readonly #folder: string;
  readonly #onError: (thrown: unknown) => void;
  /** Least recently used first. */
  readonly #memory = new Map<string, KeptDetails>();

  constructor(folder: string, onError: (thrown: unknown) => void) {
    this.#folder = folder;
    this.#onError = onError;
  }

  async get(id: string): Promise<KeptDetails | null> {
    const kept = this.#memory.get(id) ?? (await this.#read(id));
    if (kept !== null) this.#remember(id, kept);
    return kept;
  }

  put(id: string, details: KeptDetails): void {
    this.#remember(id, details);
    this.#write(id, details).catch(this.#onError);
  }

  /** For ids that may name something else now: an index of which another platform was pulled. */
  forget(id: string): void {
    this.#memory.delete(id);
    rm(this.#file(id), { force: true }).catch(this.#onError);
  }

  /** Removes the files that were not used for longest. */
  async tidy(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    if (names.length <= ON_DISK) return;
    const files = names.map((name) => path.join(this.#folder, name));
    const aged = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
    aged.sort((one, other) => other.at - one.at);
    await Promise.all(aged.slice(ON_DISK / 2).map(({ file }) => rm(file, { force: true })));
  }

  #remember(id: string, details: KeptDetails): void {
    this.#memory.delete(id);
    this.#memory.set(id, details);
    const [oldest] = this.#memory.keys();
    if (this.#memory.size > IN_MEMORY && oldest !== undefined) this.#memory.delete(oldest);
  }

  async #read(id: string): Promise<KeptDetails | null> {
    try {
      const kept = JSON.parse(await readFile(this.#file(id), 'utf8')) as KeptDetails & { version: unknown };
      return kept.version === VERSION ? { inspected: kept.inspected, history: kept.history } : null;
    } catch {
      // Missing or broken: the engine knows it.
      return null;
    }
  }

  async #write(id: string, details: KeptDetails): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const draft = `${this.#file(id)}.draft`;
    await writeFile(draft, JSON.stringify({ version: VERSION, ...details }), { mode: 0o600 });
    await rename(draft, this.#file(id));
  }

  #file(id: string): string {
    return path.join(this.#folder, `${id.replace(/[^a-z0-9]/gi, '-')}.json`);
  }
}
