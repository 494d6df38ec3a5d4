import { type FileHandle, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { LONGEST_JSON } from '../decode/blob-reader';
import type { Archive, StoredBlob } from './archive';

/** The folder of an OCI layout, or an unpacked archive of `docker save`. */
export class LayoutFolder implements Archive {
  readonly damage = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async text(name: string): Promise<string | 'large' | null> {
    const blob = await this.blob(name);
    if (blob === null) return null;
    try {
      if (blob.size > LONGEST_JSON) return 'large';
      const text = Buffer.alloc(blob.size);
      return text.toString('utf8', 0, await blob.read(text, 0));
    } finally {
      await blob.close();
    }
  }

  async has(name: string): Promise<boolean> {
    const file = this.#fileOf(name);
    return file !== null && (await isFile(file));
  }

  async blob(name: string): Promise<StoredBlob | null> {
    const file = this.#fileOf(name);
    // A pipe or a device would never end.
    if (file === null || !(await isFile(file))) return null;
    const handle = await open(file, 'r');
    const { size } = await sizeOf(handle);
    const read = async (into: Uint8Array, at: number) =>
      (await handle.read(into, 0, into.length, at)).bytesRead;
    return { size, read, close: () => handle.close() };
  }

  async close(): Promise<void> {
    // Files are opened one by one.
  }

  /** Null for a path that leads out of the folder. */
  #fileOf(name: string): string | null {
    const file = path.resolve(this.#folder, name);
    return file.startsWith(path.resolve(this.#folder) + path.sep) ? file : null;
  }
}

async function sizeOf(handle: FileHandle): Promise<{ size: number }> {
  try {
    return await handle.stat();
  } catch (thrown) {
    await handle.close();
    throw thrown;
  }
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw thrown;
  }
}
