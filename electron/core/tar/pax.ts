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
  /** Where GNU's sparse formats put the path: `path` then names a file that old readers make. */
  sparsePath?: Uint8Array;
}

type Reading =
  | { as: 'number'; key: 'size' | 'uid' | 'gid' | 'mtime' | 'sparseSize' }
  | { as: 'bytes'; key: 'path' | 'linkpath' | 'sparsePath' };

const readings: readonly (Reading & { name: Uint8Array })[] = [
  { name: Buffer.from('path'), as: 'bytes', key: 'path' },
  { name: Buffer.from('linkpath'), as: 'bytes', key: 'linkpath' },
  { name: Buffer.from('GNU.sparse.name'), as: 'bytes', key: 'sparsePath' },
  { name: Buffer.from('size'), as: 'number', key: 'size' },
  { name: Buffer.from('uid'), as: 'number', key: 'uid' },
  { name: Buffer.from('gid'), as: 'number', key: 'gid' },
  { name: Buffer.from('mtime'), as: 'number', key: 'mtime' },
  { name: Buffer.from('GNU.sparse.realsize'), as: 'number', key: 'sparseSize' },
  { name: Buffer.from('GNU.sparse.size'), as: 'number', key: 'sparseSize' },
];

/**
 * Reads `LENGTH KEY=VALUE\n` records. Values stay raw bytes, as names need not be UTF-8. Answers null when the
 * records are broken, or a path has a NUL in it. A later record replaces an earlier one of the same key.
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
    if (!keep(records, readingOf(bytes, from, equals), bytes, equals + 1, end - 1)) return null;
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

/** How the record of the key `bytes[from, to)` is read; undefined when nothing needs it. No text is made for it. */
function readingOf(bytes: Uint8Array, from: number, to: number): Reading | undefined {
  return readings.find(({ name }) => name.length === to - from && startsAt(bytes, from, name));
}

function startsAt(bytes: Uint8Array, from: number, name: Uint8Array): boolean {
  for (let index = 0; index < name.length; index += 1) if (bytes[from + index] !== name[index]) return false;
  return true;
}

function keep(
  records: PaxRecords,
  reading: Reading | undefined,
  bytes: Uint8Array,
  from: number,
  to: number,
): boolean {
  if (reading === undefined) return true;
  const value = bytes.slice(from, to);
  if (reading.as === 'bytes') {
    records[reading.key] = value;
    return !value.includes(0);
  }
  const text = Buffer.from(value).toString('latin1');
  if (/^-?\d{1,20}(\.\d*)?$/.test(text)) records[reading.key] = Number(text);
  return true;
}
