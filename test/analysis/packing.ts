import { gzipSync } from 'node:zlib';

const BLOCK = 512;

/** Several gzip members one behind the other, as estargz writes one for each file. */
export function manyGzipMembers(layer: Buffer): Buffer {
  const members: Buffer[] = [];
  for (let at = 0; at < layer.length; at += BLOCK) members.push(gzipSync(layer.subarray(at, at + BLOCK)));
  return Buffer.concat(members);
}

/** One Zstandard frame of stored blocks (RFC 8878, 3.1.1): a window of 1 MiB, no checksum. */
export function storedZstdFrame(content: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50])];
  for (let at = 0; at === 0 || at < content.length; at += 60_000) {
    const block = content.subarray(at, at + 60_000);
    const isLast = at + 60_000 >= content.length ? 1 : 0;
    const header = Buffer.alloc(4);
    header.writeUInt32LE((block.length << 3) | isLast);
    parts.push(header.subarray(0, 3), block);
  }
  return Buffer.concat(parts);
}

/** Frames with a skippable one between and behind them, as zstd:chunked keeps its table of contents. */
export function manyZstdFrames(layer: Buffer): Buffer {
  const middle = Math.floor(layer.length / 3);
  const note = skippable(Buffer.from('a table of contents'));
  return Buffer.concat([
    storedZstdFrame(layer.subarray(0, middle)),
    note,
    storedZstdFrame(layer.subarray(middle)),
    note,
    skippable(Buffer.alloc(0)),
  ]);
}

function skippable(content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(0x184d2a50);
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content]);
}
