export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1' | 'gb18030';

/** Bytes that decide; more would only confirm. */
const SAMPLE = 64 * 1024;

export interface DecodedText {
  text: string;
  encoding: Encoding;
}

/**
 * Reads bytes as text in the encoding that they are likely in; null for what is no text. `cut` says that the bytes are
 * the beginning of more, so that the last character may be incomplete.
 */
export function decodeText(bytes: Uint8Array, cut: boolean): DecodedText | null {
  const marked = byMark(bytes);
  if (marked) return { text: decode(bytes, marked), encoding: marked };
  const wide = wideEncoding(bytes.subarray(0, SAMPLE));
  if (wide) return { text: decode(bytes, wide), encoding: wide };
  if (hasControls(bytes.subarray(0, SAMPLE))) return null;
  if (isUtf8(bytes, cut)) return { text: decode(bytes, 'utf-8'), encoding: 'utf-8' };
  const encoding = isGb18030(bytes) ? 'gb18030' : 'latin1';
  return { text: decode(bytes, encoding), encoding };
}

function byMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** UTF-16 without a mark: of mostly Western text every other byte is zero. */
function wideEncoding(bytes: Uint8Array): Encoding | null {
  const pairs = Math.floor(bytes.length / 2);
  if (pairs < 2) return null;
  let [even, odd] = [0, 0];
  for (let index = 0; index < pairs * 2; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.6 && even === 0) return 'utf-16le';
  return even > pairs * 0.6 && odd === 0 ? 'utf-16be' : null;
}

/** Tab, line feed, vertical tab, form feed, carriage return, backspace and escape stand in texts. */
const harmless = new Set([0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b]);

function hasControls(bytes: Uint8Array): boolean {
  return bytes.some((byte) => (byte < 0x20 && !harmless.has(byte)) || byte === 0x7f);
}

function isUtf8(bytes: Uint8Array, cut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return true;
  } catch {
    // Its error is the answer.
    return false;
  }
}

/**
 * Nearly all Chinese text lies in the rows of GB 2312 (both bytes from 0xA1 on, the first up to 0xF7), where Western
 * text with accents has an ASCII letter behind most of its special ones.
 */
function isGb18030(bytes: Uint8Array): boolean {
  let [pairs, common] = [0, 0];
  for (let index = 0; index < bytes.length - 1; index += 1) {
    const [first = 0, second = 0] = [bytes[index], bytes[index + 1]];
    if (first < 0x80) continue;
    pairs += 1;
    if (first >= 0xa1 && first <= 0xf7 && second >= 0xa1) common += 1;
    index += 1;
  }
  return pairs > 0 && common / pairs > 0.8;
}

function decode(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'latin1')
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  // What is cut off at the end of the bytes is left out.
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}
