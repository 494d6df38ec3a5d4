/** What the app uses of pax records (POSIX.1-2001, "pax Header Block"). Absent ones are undefined. */
export interface PaxRecords {
  path?: Uint8Array;
  linkpath?: Uint8Array;
  size?: number;
  uid?: number;
  gid?: number;
  /** Seconds since 1970, with a fraction. */
  mtime?: number;
  /** Size with the holes, of GNU's sparse formats 0.0 to 1.0. */
  sparseSize?: number;
}

const numbers = {
  size: 'size',
  uid: 'uid',
  gid: 'gid',
  mtime: 'mtime',
  'GNU.sparse.realsize': 'sparseSize',
  'GNU.sparse.size': 'sparseSize',
} as const;
const names = { path: 'path', 'GNU.sparse.name': 'path', linkpath: 'linkpath' } as const;

/**
 * Reads `LENGTH KEY=VALUE\n` records. Values stay raw bytes, as names need not be UTF-8. Answers null when the
 * records are broken. A later record replaces an earlier one of the same key.
 */
export function parsePax(bytes: Uint8Array): PaxRecords | null {
  const records: PaxRecords = {};
  let at = 0;
  while (at < bytes.length) {
    const end = endOfRecord(bytes, at);
    if (end === null) return null;
    const from = bytes.indexOf(0x20, at) + 1;
    const equals = bytes.indexOf(0x3d, from);
    if (equals === -1 || equals >= end) return null;
    keep(
      records,
      Buffer.from(bytes.subarray(from, equals)).toString('latin1'),
      bytes.slice(equals + 1, end - 1),
    );
    at = end;
  }
  return records;
}

/** Where the record that starts at `at` ends, its newline included; null when that is nowhere. */
function endOfRecord(bytes: Uint8Array, at: number): number | null {
  let length = 0;
  let index = at;
  for (; index < bytes.length && bytes[index] !== 0x20; index += 1) {
    const digit = (bytes[index] ?? 0) - 0x30;
    if (digit < 0 || digit > 9 || length > bytes.length) return null;
    length = length * 10 + digit;
  }
  const end = at + length;
  return end <= index + 1 || end > bytes.length || bytes[end - 1] !== 0x0a ? null : end;
}

function keep(records: PaxRecords, key: string, value: Uint8Array): void {
  if (key in names) {
    records[names[key as keyof typeof names]] = value;
  } else if (key in numbers) {
    const number = Number(Buffer.from(value).toString('latin1'));
    if (Number.isFinite(number)) records[numbers[key as keyof typeof numbers]] = number;
  }
}
