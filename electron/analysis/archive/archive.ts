import type { LayerDamage } from '../../contract';
import { type BlobContent, BlobReader } from '../decode/blob-reader';
import { type BytesSink, Flow } from '../decode/bytes-sink';
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
  const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, Math.max(blob.size, 1)));
  try {
    for (let at = 0; at < blob.size; ) {
      signal.throwIfAborted();
      const length = await blob.read(piece, at);
      if (length === 0) break;
      at += length;
      reader.push(piece, 0, length);
      onBytes(length);
      await flow.room();
    }
    return await reader.finish();
  } finally {
    reader.close();
  }
}
