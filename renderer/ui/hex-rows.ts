/** Bytes of a line, where there is room for them and where there is not. */
export const lineBytes = { wide: 16, narrow: 8 };
/** Bytes that are asked for at once. */
export const pieceBytes = 65_536;
/** What one scrolled page of lines holds: a page has no element that is higher than some 33 million pixels. */
export const sectionBytes = 8 * 1024 * 1024;

export interface HexLine {
  /** Eight digits, more where the file needs them. */
  offset: string;
  /** Two groups of eight bytes. */
  hex: string;
  /** Printable ASCII; a dot for anything else. */
  text: string;
}

export function hexLine(bytes: Uint8Array, offset: number): HexLine {
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  const left = digits.slice(0, 8).join(' ');
  const right = digits.slice(8).join(' ');
  return {
    offset: offset.toString(16).padStart(8, '0'),
    hex: right === '' ? left : `${left}  ${right}`,
    text: [...bytes].map(printable).join(''),
  };
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}

/** A place in the file as a person writes it: `4096`, `0x1000`; null for anything else or beyond the end. */
export function parseOffset(text: string, totalBytes: number): number | null {
  const trimmed = text.trim().toLowerCase();
  if (!/^(0x[0-9a-f]{1,13}|\d{1,16})$/.test(trimmed)) return null;
  const offset = Number(trimmed);
  return offset < totalBytes ? offset : null;
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
