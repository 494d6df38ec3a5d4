import { BLOCK, judge, wordsOf } from '../../core/tar/header';
import { isSkippable, ZSTD_MAGIC } from './zstd-frames';

/** What a blob is by its first 512 bytes, or all of them when there are fewer. */
export type BlobKind = 'gzip' | 'zstd' | 'tar' | 'json' | 'other';

/** Archives name their members freely, so contents decide. */
export function sniff(head: Uint8Array): BlobKind {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (isZstd(head)) return 'zstd';
  // Before JSON: a layer may begin with a file whose name begins with a bracket.
  if (isTar(head)) return 'tar';
  return isJson(head) ? 'json' : 'other';
}

function isZstd(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const magic = new DataView(head.buffer, head.byteOffset).getUint32(0, true);
  return magic === ZSTD_MAGIC || isSkippable(magic);
}

function isTar(head: Uint8Array): boolean {
  if (head.length < BLOCK) return false;
  const block = new Uint8Array(head.subarray(0, BLOCK));
  return judge(block, 0, wordsOf(block)) !== 'broken';
}

const WHITESPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);

function isJson(head: Uint8Array): boolean {
  const first = head.find((byte) => !WHITESPACE.has(byte));
  return first === 0x7b || first === 0x5b;
}
