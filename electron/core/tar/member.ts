import {
  copyLink,
  copyName,
  gidOf,
  LINK_LENGTH,
  modeOf,
  mtimeOf,
  NAME_LENGTH,
  sizeOf,
  sparseSizeOf,
  typeFlag,
  typeOf,
  uidOf,
} from './header';
import type { PaxRecords } from './pax';

/**
 * One member. The walker fills the same object again for the next one and its bytes lie in the walker's own memory:
 * whoever keeps something copies it.
 */
export interface TarMember {
  /** Path as it stands in the archive: raw bytes, of any encoding. */
  name: Uint8Array;
  /** Target of a link; empty for everything else that has none. */
  link: Uint8Array;
  type: number;
  /** Bytes of the file as it would lie on disk; holes of sparse files included. 0 for what has no content. */
  size: number;
  /** Bytes that follow in the archive. */
  stored: number;
  mode: number;
  uid: number;
  gid: number;
  /** Whole seconds since 1970. */
  mtime: number;
  /** Where its data starts, bytes from the beginning of the archive. */
  offset: number;
}

/** What extended headers say of the next member, in the order in which one replaces the other. */
export interface Extended {
  globalPax: PaxRecords | null;
  pax: PaxRecords | null;
  longName: Uint8Array | null;
  longLink: Uint8Array | null;
}

/** Parts of one buffer from 0 on, each made once: a view for every header would be garbage by the hundred thousand. */
class Beginnings {
  readonly bytes: Uint8Array;
  readonly #views: Uint8Array[] = [];

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    for (let end = 0; end <= length; end += 1) this.#views.push(this.bytes.subarray(0, end));
  }

  upTo(length: number): Uint8Array {
    return this.#views[length] ?? this.bytes;
  }
}

/** Makes the member of a header and of the extended headers before it, as Go's archive/tar does for the engines. */
export class MemberReader {
  readonly #name = new Beginnings(NAME_LENGTH);
  readonly #link = new Beginnings(LINK_LENGTH);
  readonly member: TarMember = {
    name: this.#name.upTo(0),
    link: this.#link.upTo(0),
    type: 0,
    size: 0,
    stored: 0,
    mode: 0,
    uid: 0,
    gid: 0,
    mtime: 0,
    offset: 0,
  };

  /** Of the header at `at`. Answers whether the member makes sense: not when nobody can tell where the next header is. */
  read(block: Uint8Array, at: number, { globalPax, pax, longName, longLink }: Extended): boolean {
    const { member } = this;
    member.type = typeOf(block, at);
    member.size = sizeOf(block, at);
    member.stored = member.size;
    member.mode = modeOf(block, at);
    member.uid = uidOf(block, at);
    member.gid = gidOf(block, at);
    member.mtime = mtimeOf(block, at);
    member.name = this.#name.upTo(copyName(block, at, this.#name.bytes));
    member.link = this.#link.upTo(copyLink(block, at, this.#link.bytes));
    if (globalPax) applyPax(member, globalPax);
    if (pax) applyPax(member, pax);
    if (longName) member.name = longName;
    if (longLink) member.link = longLink;
    settleType(member);
    if (member.type === typeFlag.gnuSparse) applySparse(member, sparseSizeOf(block, at));
    return !Number.isNaN(member.stored);
  }
}

const SLASH = 0x2f;

/** Writers before POSIX tell folders by a slash at the end alone. What can have no content has none. */
function settleType(member: TarMember): void {
  if (member.type === typeFlag.regularOld && member.name.at(-1) === SLASH) member.type = typeFlag.directory;
  if (!hasNoData(member.type)) return;
  member.size = 0;
  member.stored = 0;
}

/** Links, devices and folders have no data, whatever their size field says (POSIX; 20.10's whiteouts rely on it). */
function hasNoData(type: number): boolean {
  return type >= typeFlag.hardLink && type <= typeFlag.fifo;
}

/** With its holes a file is not smaller than without them. */
function applySparse(member: TarMember, size: number): void {
  if (size > member.stored) member.size = size;
}

function applyPax(member: TarMember, records: PaxRecords): void {
  const path = records.sparsePath ?? records.path;
  if (path && path.length > 0) member.name = path;
  if (records.linkpath && records.linkpath.length > 0) member.link = records.linkpath;
  if (isCount(records.size)) {
    member.size = records.size;
    member.stored = records.size;
  }
  if (isCount(records.uid)) member.uid = records.uid;
  if (isCount(records.gid)) member.gid = records.gid;
  if (records.mtime !== undefined) member.mtime = Math.floor(records.mtime);
  if (isCount(records.sparseSize)) member.size = records.sparseSize;
}

const isCount = (value: number | undefined): value is number =>
  value !== undefined && value >= 0 && Number.isSafeInteger(value);
