import { createGunzip, type Gunzip } from 'node:zlib';
import { giveBack } from '../give-back';
import { BrokenCompression, type Decoder, type DecoderInput } from './decoder';

/** Batches of this size halve the time that Node's default of 16 KiB takes. */
const BATCH = 1024 * 1024;

/**
 * Unpacks gzip, also several members one behind the other (RFC 1952, 2.2), as estargz writes one for each file.
 * zlib works on a thread of its own meanwhile.
 */
export class GzipDecoder implements Decoder {
  readonly #input: DecoderInput;
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: BATCH });
  readonly #ended: Promise<void>;
  readonly #free: Buffer[] = [];
  #batch: Buffer | null = null;
  #filled = 0;
  /** Bytes that zlib has and has not answered for. */
  #queued = 0;
  /** Why the sink takes no more. */
  #refused: { thrown: unknown } | null = null;

  constructor(input: DecoderInput) {
    this.#input = input;
    this.#gunzip.on('data', (chunk: Buffer) => this.#pass(chunk));
    this.#ended = new Promise((resolve, reject) => {
      this.#gunzip.once('end', resolve);
      this.#gunzip.once('close', () => {
        this.#answered(this.#queued);
        resolve();
      });
      this.#gunzip.once('error', (error) => reject(new BrokenCompression(error)));
    });
    this.#ended.catch(() => undefined);
  }

  push(bytes: Uint8Array, from: number, to: number): void {
    let at = from;
    while (at < to) {
      this.#batch ??= this.#free.pop() ?? Buffer.allocUnsafeSlow(BATCH);
      const piece = Math.min(BATCH - this.#filled, to - at);
      this.#batch.set(bytes.subarray(at, at + piece), this.#filled);
      this.#filled += piece;
      at += piece;
      if (this.#filled === BATCH) this.#write();
    }
  }

  async end(): Promise<void> {
    this.#write();
    if (!this.#gunzip.destroyed) this.#gunzip.end();
    await this.#ended;
    if (this.#refused) throw this.#refused.thrown;
  }

  close(): void {
    this.#gunzip.destroy();
    for (const batch of this.#free.splice(0)) giveBack(batch);
  }

  #write(): void {
    const batch = this.#batch;
    const length = this.#filled;
    this.#batch = null;
    this.#filled = 0;
    if (batch === null || this.#gunzip.destroyed) return;
    this.#queued += length;
    this.#input.flow.add(length);
    this.#gunzip.write(batch.subarray(0, length), (error) => {
      this.#answered(length);
      // After an error zlib may still be reading it.
      if (!error) this.#free.push(batch);
    });
  }

  #waitFor(room: Promise<void> | null): void {
    if (room === null) return;
    this.#gunzip.pause();
    room.then(
      () => this.#gunzip.resume(),
      (error: Error) => this.#gunzip.destroy(error),
    );
  }

  /** A stream that broke does not answer for the write that broke it; its end does. */
  #answered(length: number): void {
    const answered = Math.min(length, this.#queued);
    this.#queued -= answered;
    this.#input.flow.remove(answered);
  }

  #pass(chunk: Buffer): void {
    if (this.#refused) return;
    try {
      this.#input.sink.push(chunk, 0, chunk.length);
      // zlib goes on in the same memory until it is full, then takes other.
      if (chunk.byteOffset + chunk.length === chunk.buffer.byteLength) giveBack(chunk);
      this.#waitFor(this.#input.sink.room?.() ?? null);
    } catch (thrown) {
      this.#refused = { thrown };
      this.#gunzip.destroy();
    }
  }
}
