import { access, mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Emptied below the limit, so that not every new file has to look for an old one. */
const KEEP = 0.9;

interface Entry {
  file: string;
  size: number;
  usedAt: number;
}

/** Files of which the ones that were not used for longest go when there are too many bytes. Nothing in it is missed. */
export class CacheFolder {
  readonly #folder: string;
  #limit: number;
  /** Bytes in the folder; null until somebody has counted. */
  #bytes: number | null = null;
  #tidying: Promise<void> | null = null;

  constructor(folder: string, limit: number) {
    this.#folder = folder;
    this.#limit = limit;
  }

  set limit(bytes: number) {
    this.#limit = bytes;
  }

  async has(name: string): Promise<boolean> {
    try {
      await access(path.join(this.#folder, name));
      return true;
    } catch {
      // Missing, or not to be read.
      return false;
    }
  }

  /** Null when it is not there, or cannot be read. */
  async read(name: string): Promise<Buffer | null> {
    const file = path.join(this.#folder, name);
    try {
      const [bytes] = await Promise.all([readFile(file), noteUse(file)]);
      return bytes;
    } catch {
      // Missing, or not to be read: it will be made again.
      return null;
    }
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    // Contents of images may be secret. A file that a power cut tore is noticed when it is read.
    await writeFileAtomic(
      path.join(this.#folder, name),
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      {
        mode: 0o600,
        fsync: false,
      },
    );
    this.#bytes = (this.#bytes ?? (await this.#count())) + bytes.length;
    if (this.#bytes > this.#limit) await this.tidy();
  }

  async remove(name: string): Promise<void> {
    await rm(path.join(this.#folder, name), { force: true });
  }

  /** Removes what was not used for longest until the rest is below the limit. */
  async tidy(): Promise<void> {
    this.#tidying ??= this.#tidy().finally(() => {
      this.#tidying = null;
    });
    await this.#tidying;
  }

  async #tidy(): Promise<void> {
    const entries = await this.#entries();
    let bytes = entries.reduce((sum, { size }) => sum + size, 0);
    if (bytes > this.#limit) {
      for (const { file, size } of entries.sort((a, b) => a.usedAt - b.usedAt)) {
        if (bytes <= this.#limit * KEEP) break;
        await rm(file, { force: true });
        bytes -= size;
      }
    }
    this.#bytes = bytes;
  }

  async #count(): Promise<number> {
    return (await this.#entries()).reduce((sum, { size }) => sum + size, 0);
  }

  async #entries(): Promise<Entry[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const entries = await Promise.all(names.map((name) => entryOf(path.join(this.#folder, name))));
    return entries.filter((entry) => entry !== null);
  }
}

async function noteUse(file: string): Promise<void> {
  try {
    const now = new Date();
    await utimes(file, now, now);
  } catch {
    // Another process has removed it meanwhile, or owns it: its bytes are as good.
  }
}

async function entryOf(file: string): Promise<Entry | null> {
  try {
    const { size, mtimeMs } = await stat(file);
    return { file, size, usedAt: mtimeMs };
  } catch {
    // Another process has removed it.
    return null;
  }
}
