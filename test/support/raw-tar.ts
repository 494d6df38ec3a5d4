/** Tars written byte by byte, for what no packing library writes. */

const BLOCK = 512;

export interface RawHeader {
  name: string | Buffer;
  /** Type flag; a file by default. */
  type?: string;
  /** Octal by default; a buffer stands as it is. */
  size?: number | Buffer;
  mode?: number;
  uid?: number;
  gid?: number;
  mtime?: number;
  link?: string | Buffer;
  prefix?: string;
  /** `ustar\0` + `00`, GNU's `ustar  ` + NUL, or nothing for the oldest tars. */
  format?: 'ustar' | 'gnu' | 'v7';
  /** Old writers added up signed bytes. */
  signedSum?: boolean;
  /** Further bytes of the header, by place. */
  more?: Record<number, Buffer>;
}

const octal = (value: number, length: number) =>
  Buffer.from(`${value.toString(8).padStart(length - 1, '0')}\0`);

/** GNU's way to write a number that octal digits cannot hold. */
export function base256(value: bigint, length = 12): Buffer {
  const bytes = Buffer.alloc(length);
  let rest = value;
  for (let at = length - 1; at >= 0; at -= 1) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  bytes[0] = (bytes[0] ?? 0) | 0x80;
  return bytes;
}

const magics = { ustar: 'ustar\x0000', gnu: 'ustar  \0', v7: '' };

export function header(input: RawHeader): Buffer {
  const { size = 0, format = 'ustar', type = '0' } = input;
  const block = Buffer.alloc(BLOCK);
  Buffer.from(input.name).copy(block, 0, 0, 100);
  octal(input.mode ?? 0o644, 8).copy(block, 100);
  octal(input.uid ?? 0, 8).copy(block, 108);
  octal(input.gid ?? 0, 8).copy(block, 116);
  (typeof size === 'number' ? octal(size, 12) : size).copy(block, 124);
  octal(input.mtime ?? 0, 12).copy(block, 136);
  block.write(type, 156, 'latin1');
  Buffer.from(input.link ?? '').copy(block, 157, 0, 100);
  block.write(magics[format], 257, 'latin1');
  block.write(input.prefix ?? '', 345);
  for (const [at, bytes] of Object.entries(input.more ?? {})) bytes.copy(block, Number(at));
  block.fill(' ', 148, 156);
  let sum = 0;
  for (const byte of block) sum += input.signedSum && byte > 127 ? byte - 256 : byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Content, filled up to whole blocks. */
export function blocks(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}

/** A header with its content; the size is the content's unless given. */
export const member = (input: RawHeader, content: string | Buffer = ''): Buffer =>
  Buffer.concat([header({ size: Buffer.byteLength(content), ...input }), blocks(content)]);

export function paxRecord(key: string, value: string | Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')]);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

/** An extended header; `g` holds for all that follows. */
export const pax = (records: Record<string, string | Buffer>, type: 'x' | 'g' = 'x'): Buffer =>
  member(
    { name: 'PaxHeaders', type },
    Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, value))),
  );

export const longName = (name: string | Buffer): Buffer => gnuLong('L', name);
export const longLink = (link: string | Buffer): Buffer => gnuLong('K', link);
const gnuLong = (type: string, text: string | Buffer) =>
  member({ name: '././@LongLink', type, format: 'gnu' }, Buffer.concat([Buffer.from(text), Buffer.alloc(1)]));

/** Two empty blocks. */
export const ending = Buffer.alloc(2 * BLOCK);
