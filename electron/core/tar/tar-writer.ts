import { BLOCK, typeFlag } from './header';

/** A member to be written; names are bytes as the layer has them. */
export interface NewMember {
  name: Uint8Array;
  link: Uint8Array;
  type: number;
  size: number;
  mode: number;
  uid: number;
  gid: number;
  mtime: number;
  /** Major and minor number of a device. */
  device: [number, number] | null;
}

const NAME_LENGTH = 100;
const LONG_LINK = Buffer.from('././@LongLink');
/** Largest number of eleven octal digits. */
const OCTAL_MOST = 8 ** 11;

/** A member's header, with what its name and link need beyond it (GNU tar 1.34, "oldgnu"). */
export function headerOf(member: NewMember): Buffer {
  return Buffer.concat([
    ...longName(typeFlag.gnuLongLink, member.link),
    ...longName(typeFlag.gnuLongName, member.name),
    blockOf(member),
  ]);
}

/** Bytes that fill the last block of a member's data. */
export const paddingOf = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** Two empty blocks end a tar. */
export const tarEnding = (): Buffer => Buffer.alloc(2 * BLOCK);

function longName(type: number, name: Uint8Array): Buffer[] {
  if (name.length <= NAME_LENGTH) return [];
  const size = name.length + 1;
  const nobody = { link: new Uint8Array(0), mode: 0o644, uid: 0, gid: 0, mtime: 0, device: null };
  const content = Buffer.alloc(size);
  content.set(name);
  return [blockOf({ ...nobody, name: LONG_LINK, type, size }), content, paddingOf(size)];
}

function blockOf(member: NewMember): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.set(member.name.subarray(0, NAME_LENGTH), 0);
  octal(block, 100, 8, member.mode);
  number(block, 108, 8, member.uid);
  number(block, 116, 8, member.gid);
  number(block, 124, 12, member.size);
  number(block, 136, 12, member.mtime);
  block[156] = member.type;
  block.set(member.link.subarray(0, NAME_LENGTH), 157);
  block.write('ustar  \0', 257, 'latin1');
  if (member.device) {
    number(block, 329, 8, member.device[0]);
    number(block, 337, 8, member.device[1]);
  }
  block.fill(0x20, 148, 156);
  let sum = 0;
  for (let at = 0; at < BLOCK; at += 1) sum += block[at] ?? 0;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Octal while it fits, else base-256. */
function number(block: Buffer, at: number, length: number, value: number): void {
  if (value < Math.min(OCTAL_MOST, 8 ** (length - 1))) octal(block, at, length, value);
  else base256(block, at, length, value);
}

function octal(block: Buffer, at: number, length: number, value: number): void {
  block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
}

function base256(block: Buffer, at: number, length: number, value: number): void {
  let rest = value;
  for (let index = length - 1; index > 0; index -= 1) {
    block[at + index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  block[at] = 0x80;
}
