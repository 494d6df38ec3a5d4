import type { FilePreview } from '../../contract';
import { decodeText } from './encoding';

/** So much of a text is shown. */
export const TEXT_BYTES = 1024 * 1024;
/** Larger pictures are saved, not shown. */
export const PICTURE_BYTES = 8 * 1024 * 1024;

/**
 * What to show of a file. `read` answers its first bytes; it is asked for a whole file only where that is a picture.
 */
export async function previewOf(
  totalBytes: number,
  read: (bytes: number) => Promise<Uint8Array>,
): Promise<FilePreview> {
  if (totalBytes === 0) return { kind: 'empty' };
  const head = await read(Math.min(totalBytes, TEXT_BYTES));
  const mime = pictureType(head);
  if (mime !== null) return await pictureOf(mime, totalBytes, head, read);
  const cut = totalBytes > head.length;
  const decoded = decodeText(head, cut);
  return decoded === null ? { kind: 'binary', totalBytes } : { kind: 'text', ...decoded, cut, totalBytes };
}

async function pictureOf(
  mime: string,
  totalBytes: number,
  head: Uint8Array,
  read: (bytes: number) => Promise<Uint8Array>,
): Promise<FilePreview> {
  if (totalBytes > PICTURE_BYTES) return { kind: 'binary', totalBytes };
  const whole = totalBytes > head.length ? await read(totalBytes) : head;
  return { kind: 'image', mime, base64: Buffer.from(whole).toString('base64'), totalBytes };
}

/** By magic numbers, never by name. SVG is text: it may hold scripts. */
function pictureType(head: Uint8Array): string | null {
  const text = Buffer.from(head.subarray(0, 16)).toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.startsWith('\0\0\x01\0')) return 'image/x-icon';
  return isBitmap(head, text) ? 'image/bmp' : null;
}

/** `BM` alone begins many a text: the length of the second header has to be one that exists. */
function isBitmap(head: Uint8Array, text: string): boolean {
  if (!text.startsWith('BM') || head.length < 18) return false;
  const length = new DataView(head.buffer, head.byteOffset).getUint32(14, true);
  return [12, 40, 52, 56, 64, 108, 124].includes(length);
}
