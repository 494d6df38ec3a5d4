import type { LayerDamage } from '../../contract';
import { type BlobContent, BlobReader } from '../decode/blob-reader';
import { type BytesSink, Flow } from '../decode/bytes-sink';
import { giveBack } from '../give-back';
import type { Documents } from './documents';

/** A blob that can be read from any place on. */
export interface StoredBlob {
  readonly size: number;
  /** Fills `into` from byte `at` on; answers how many bytes came, 0 at the end. */
  read(into: Uint8Array, at: number): Promise<number>;
  close(): Promise<void>;
}

/** Images on disk: an archive that is a plain tar, or the folder of an OCI layout. */
export interface Archive extends Documents {
  /** Null when it is not there. The caller closes it. */
  blob(path: string): Promise<StoredBlob | null>;
  /** What is wrong with the archive around its images. */
  readonly damage: LayerDamage[];
  close(): Promise<void>;
}

/** Larger pieces take memory, smaller ones time. */
const PIECE = 1024 * 1024;

export interface ReadOptions {
  signal: AbortSignal;
  /** Told how many more bytes of the blob were read. */
  onBytes: (bytes: number) => void;
}

/** Reads a layer's blob from beginning to end and passes its uncompressed tar on. Throws what the sink throws. */
export async function readLayerBlob(
  blob: StoredBlob,
  sink: BytesSink,
  { signal, onBytes }: ReadOptions,
): Promise<BlobContent> {
  const flow = new Flow();
  const reader = new BlobReader({ flow, layer: () => sink, mustBeLayer: true });
  const ahead = new ReadAhead(blob);
  try {
    for (let piece = await ahead.next(); piece.length > 0; piece = await ahead.next()) {
      signal.throwIfAborted();
      reader.push(piece, 0, piece.length);
      onBytes(piece.length);
      await flow.room();
    }
    return await reader.finish();
  } finally {
    reader.close();
    await ahead.close();
  }
}

/** Reads the next piece while the one before is worked on, into two buffers in turn. */
class ReadAhead {
  readonly #blob: StoredBlob;
  readonly #buffers: [Buffer, Buffer];
  #turn = 0;
  #at = 0;
  #reading: Promise<Buffer>;

  constructor(blob: StoredBlob) {
    this.#blob = blob;
    const size = Math.min(PIECE, Math.max(blob.size, 1));
    this.#buffers = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
    this.#reading = this.#read();
  }

  /** The next piece, good until the one after it is asked for; empty at the end. */
  async next(): Promise<Buffer> {
    const piece = await this.#reading;
    if (piece.length > 0) this.#reading = this.#read();
    return piece;
  }

  /** Nothing may be closed under a read that is under way. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#reading]);
    for (const buffer of this.#buffers) giveBack(buffer);
  }

  async #read(): Promise<Buffer> {
    const buffer = this.#buffers[this.#turn % 2] ?? Buffer.alloc(0);
    this.#turn += 1;
    const length = this.#at < this.#blob.size ? await this.#blob.read(buffer, this.#at) : 0;
    this.#at += length;
    return buffer.subarray(0, length);
  }
}
