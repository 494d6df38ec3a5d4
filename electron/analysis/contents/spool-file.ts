import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { codedError } from '../../core/coded-error';
import type { BytesSink } from '../decode/bytes-sink';

/** The uncompressed tar of a layer on disk. It can be read while it is still growing. */
export class SpoolFile implements BytesSink {
  readonly file: string;
  #fd: number | null;
  #reading: Promise<FileHandle> | null = null;
  #written = 0;
  #state: 'growing' | 'complete' | 'failed' = 'growing';
  #reason: unknown = null;
  #waiting: (() => void)[] = [];
  #users = 0;

  constructor(file: string) {
    this.file = file;
    // Contents of images may be secret.
    this.#fd = openSync(file, 'wx', 0o600);
  }

  get written(): number {
    return this.#written;
  }

  /** Whether somebody reads it, so that it has to stay. */
  get inUse(): boolean {
    return this.#users > 0;
  }

  use(): void {
    this.#users += 1;
  }

  release(): void {
    this.#users -= 1;
  }

  get complete(): boolean {
    return this.#state === 'complete';
  }

  /** Writes at once: this thread is not the one that a person waits for, and nothing piles up. */
  push(bytes: Uint8Array, from: number, to: number): void {
    if (this.#fd === null) return;
    try {
      for (let at = from; at < to; ) at += writeSync(this.#fd, bytes, at, to - at);
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause);
      throw codedError('no-space', detail, { params: { path: this.file }, cause });
    }
    this.#written += to - from;
    this.#wake();
  }

  finish(): void {
    this.#end('complete');
  }

  /** What waits for more learns why nothing comes. */
  fail(reason: unknown): void {
    this.#reason = reason;
    this.#end('failed');
  }

  /**
   * Bytes from `offset` on, fewer only at the end. Waits until they are there. Throws why they never will be.
   */
  async read(into: Uint8Array, offset: number): Promise<number> {
    await this.until(offset + into.length);
    this.#reading ??= open(this.file, 'r');
    const handle = await this.#reading;
    return (await handle.read(into, 0, into.length, offset)).bytesRead;
  }

  /** Resolves when so many bytes are there, or all that will be. */
  async until(bytes: number): Promise<void> {
    while (this.#state === 'growing' && this.#written < bytes) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#state === 'failed') throw this.#reason;
  }

  async remove(): Promise<void> {
    if (this.#state === 'growing')
      this.fail(codedError('not-found', 'the contents were removed', { why: 'contents-removed' }));
    const handle = await this.#reading;
    await handle?.close();
    rmSync(this.file, { force: true });
  }

  #end(state: 'complete' | 'failed'): void {
    if (this.#state !== 'growing') return;
    this.#state = state;
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }
}
