/** The uncompressed tar of a layer, readable at any place. */
export interface LayerBytes {
  /** Fills `into` from `offset` on; answers how many bytes came, fewer only at the end. */
  read(into: Uint8Array, offset: number): Promise<number>;
  close(): Promise<void>;
}

/** Bytes of a layer in a buffer of exactly their number. */
export async function readBytes(layer: LayerBytes, offset: number, length: number): Promise<Buffer> {
  const into = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const read = await layer.read(into.subarray(filled), offset + filled);
    if (read === 0) break;
    filled += read;
  }
  return into.subarray(0, filled);
}
