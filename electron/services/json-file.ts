import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { z } from 'zod';

/**
 * A small JSON file of the app, read once at start and replaced as a whole. A file that cannot be understood is
 * kept beside itself as `NAME.broken`, so that nothing a person made is lost, and counts as missing.
 */
export class JsonFile<T> {
  readonly #file: string;
  readonly #schema: z.ZodType<T>;
  readonly #onError: (thrown: unknown) => void;
  #writing: Promise<void> = Promise.resolve();
  #next: T | null = null;

  constructor(file: string, schema: z.ZodType<T>, onError: (thrown: unknown) => void) {
    this.#file = file;
    this.#schema = schema;
    this.#onError = onError;
  }

  /** What the file holds; null when there is none or it is broken. Synchronous: a window waits for it. */
  read(): T | null {
    try {
      return this.#schema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch (thrown) {
      if (!isMissing(thrown)) this.#keepAside(thrown);
      return null;
    }
  }

  /** Writes soon; of several values in a row only the last is written. Failures go to `onError`. */
  write(value: T): void {
    const idle = this.#next === null;
    this.#next = value;
    if (idle) this.#writing = this.#writing.then(() => this.#writeNext());
  }

  /** Settles when everything written so far is on disk. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #writeNext(): Promise<void> {
    const value = this.#next;
    this.#next = null;
    try {
      await mkdir(path.dirname(this.#file), { recursive: true });
      await writeFileAtomic(this.#file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    } catch (thrown) {
      this.#onError(thrown);
    }
  }

  #keepAside(thrown: unknown): void {
    this.#onError(thrown);
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true });
      renameSync(this.#file, `${this.#file}.broken`);
    } catch (failed) {
      this.#onError(failed);
    }
  }
}

function isMissing(thrown: unknown): boolean {
  return (
    thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
  );
}
