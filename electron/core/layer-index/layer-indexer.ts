import { codedError } from '../coded-error';
import { typeFlag } from '../tar/header';
import { type TarMember, type TarSink, TarWalker } from '../tar/walker';
import { grown } from './columns';
import { Fingerprint } from './fingerprint';
import {
  type KeptFile,
  KIND_MASK,
  type Kind,
  kind,
  type LayerDamage,
  type LayerIndex,
  OPAQUE,
  type Owner,
  WHITEOUT,
} from './layer-index';
import { NameTable } from './name-table';
import { resolveConflicts } from './resolve-conflicts';
import { isUp, TrieBuilder } from './trie-builder';

/** No system takes longer paths (Linux: 4,096 bytes). */
const LONGEST_PATH = 16 * 1024;
/** More are an attack: they would take gigabytes. */
const MOST_NODES = 2 ** 24;
const MOST_DAMAGE = 100;
/** `.wh.` */
const WHITEOUT_PREFIX = [0x2e, 0x77, 0x68, 0x2e];
const OPAQUE_NAME = Buffer.from('.wh..wh..opq');
const SLASH = 0x2f;
const MTIME_MOST = 2 ** 32 - 1;

/** More kept contents of one layer are an attack; those that come first stay. */
const MOST_KEPT_FILES = 20_000;
const MOST_KEPT_BYTES = 64 * 1024 * 1024;

/** What is kept of a file's content; null when it turns out to be of no interest. */
export type DigestContent = (content: Uint8Array) => Uint8Array | null;

/**
 * Which contents to keep: told the path as it stands in the tar and the bytes of each regular file. A function keeps
 * what it makes of the content, which is then let go at once.
 */
export type KeepContent = (path: Uint8Array, size: number) => boolean | DigestContent;

/**
 * Makes the index of a layer from its uncompressed tar, which comes in pieces of any size. Whiteouts are told by their
 * names before their types: 20.10 writes them as links.
 */
export class LayerIndexer implements TarSink {
  readonly #walker = new TarWalker(this);
  readonly #trie = new TrieBuilder();
  readonly #links = new NameTable();
  readonly #fingerprint = new Fingerprint();
  readonly #keep: KeepContent;

  #flags = new Uint8Array(256);
  #size = new Float64Array(256);
  #owner = new Uint32Array(256);
  #mtime = new Uint32Array(256);
  #link = new Uint32Array(256);
  #block = new Uint32Array(256);
  #content = new Uint32Array(256);

  readonly #owners: Owner[] = [];
  readonly #ownerIds = new Map<string, number>();
  #lastOwner = -1;

  #entries = 0;
  #sizeBytes = 0;
  #replacedBytes = 0;
  readonly #damage: LayerDamage[] = [];
  #moreDamage = 0;
  /** By node. */
  readonly #kept = new Map<number, Uint8Array>();
  #keptBytes = 0;
  /** The file whose content passes by. */
  #node = 0;
  #keeping: { content: Uint8Array; filled: number; digest: DigestContent | null } | null = null;

  constructor(keep: KeepContent = () => false) {
    this.#keep = keep;
  }

  /** Whether the tar's ending came, or it may end here. */
  get complete(): boolean {
    return this.#walker.atBoundary;
  }

  push(bytes: Uint8Array, from = 0, to = bytes.length): void {
    this.#walker.push(bytes, from, to);
  }

  /** The index; nothing more may be pushed. */
  finish(): LayerIndex {
    this.#walker.end();
    const { count } = this.#trie;
    const layer: LayerIndex = {
      names: this.#trie.names.names(),
      links: this.#links.names(),
      owners: this.#owners,
      parent: this.#trie.parent.slice(0, count),
      name: this.#trie.name.slice(0, count),
      flags: exactly(this.#flags, count),
      size: exactly(this.#size, count),
      owner: exactly(this.#owner, count),
      mtime: exactly(this.#mtime, count),
      link: exactly(this.#link, count),
      block: exactly(this.#block, count),
      content: exactly(this.#content, count),
      entries: this.#entries,
      sizeBytes: this.#sizeBytes,
      replacedBytes: this.#replacedBytes,
      damage: this.#damage,
      moreDamage: this.#moreDamage,
      kept: [...this.#kept].map(([node, content]): KeptFile => ({ node, content })),
    };
    resolveConflicts(layer);
    return layer;
  }

  member(member: TarMember): boolean {
    this.#entries += 1;
    const { name } = member;
    if (name.length > LONGEST_PATH) return this.#leaveOut('path-too-long', member);
    let end = name.length;
    while (end > 0 && name[end - 1] === SLASH) end -= 1;
    const slash = end === 0 ? -1 : name.lastIndexOf(SLASH, end - 1);
    if (hasUp(name, end)) this.damage('unsafe-path', member.offset);
    const folder = slash <= 0 ? 0 : this.#trie.folder(name, slash);
    if (isWhiteout(name, slash + 1, end)) return this.#whiteout(folder, name, slash + 1, end);
    const node = this.#trie.step(folder, name, slash + 1, end);
    this.#makeRoom();
    return this.#entry(node, member);
  }

  data(bytes: Uint8Array, from: number, to: number): void {
    this.#fingerprint.add(bytes, from, to);
    if (!this.#keeping) return;
    this.#keeping.content.set(bytes.subarray(from, to), this.#keeping.filled);
    this.#keeping.filled += to - from;
  }

  memberEnd(): void {
    this.#content[this.#node] = this.#fingerprint.digest();
    if (this.#keeping) this.#keepDigest(this.#keeping);
    this.#keeping = null;
  }

  damage(damage: LayerDamage['kind'], offset: number): void {
    if (this.#damage.length < MOST_DAMAGE) this.#damage.push({ kind: damage, offset });
    else this.#moreDamage += 1;
  }

  #leaveOut(damage: LayerDamage['kind'], member: TarMember): boolean {
    this.damage(damage, member.offset);
    return false;
  }

  /** `.wh..wh..opq` empties its folder, other `.wh..wh.` names are notes of aufs to itself, `.wh.X` removes X. */
  #whiteout(folder: number, name: Uint8Array, from: number, to: number): boolean {
    if (OPAQUE_NAME.equals(name.subarray(from, to))) {
      this.#makeRoom();
      this.#flags[folder] = (this.#flags[folder] ?? 0) | OPAQUE;
    } else if (!isWhiteout(name, from + WHITEOUT_PREFIX.length, to)) {
      const node = this.#trie.step(folder, name, from + WHITEOUT_PREFIX.length, to);
      this.#makeRoom();
      this.#flags[node] = (this.#flags[node] ?? 0) | WHITEOUT;
    }
    return false;
  }

  #entry(node: number, member: TarMember): boolean {
    const flags = this.#flags[node] ?? 0;
    const made = kindOfType(member.type);
    const isFile = made === kind.file;
    if ((flags & KIND_MASK) === kind.file) this.#replacedBytes += this.#size[node] ?? 0;
    this.#flags[node] = (flags & ~KIND_MASK) | made;
    this.#size[node] = isFile ? member.size : 0;
    this.#owner[node] = this.#ownerOf(member);
    this.#mtime[node] = Math.min(Math.max(member.mtime, 0), MTIME_MOST);
    this.#link[node] = isLink(made) ? this.#links.intern(member.link, 0, member.link.length) + 1 : 0;
    this.#block[node] = member.offset / 512;
    this.#content[node] = 0;
    this.#kept.delete(node);
    if (!isFile) return false;
    this.#sizeBytes += member.size;
    this.#node = node;
    this.#fingerprint.reset();
    const keep = this.#keep(member.name, member.stored);
    if (keep !== false) {
      const digest = keep === true ? null : keep;
      this.#keeping = { content: new Uint8Array(member.stored), filled: 0, digest };
    }
    return true;
  }

  #keepDigest({ content, digest }: { content: Uint8Array; digest: DigestContent | null }): void {
    const kept = digest ? digest(content) : content;
    if (kept === null || this.#kept.size >= MOST_KEPT_FILES) return;
    if (this.#keptBytes + kept.length > MOST_KEPT_BYTES) return;
    this.#keptBytes += kept.length;
    this.#kept.set(this.#node, kept);
  }

  #ownerOf({ mode, uid, gid }: TarMember): number {
    const last = this.#owners[this.#lastOwner];
    const bits = mode & 0o7777;
    if (last && last.mode === bits && last.uid === uid && last.gid === gid) return this.#lastOwner;
    const key = `${bits} ${uid} ${gid}`;
    const id = this.#ownerIds.get(key) ?? this.#owners.push({ mode: bits, uid, gid }) - 1;
    this.#ownerIds.set(key, id);
    this.#lastOwner = id;
    return id;
  }

  #makeRoom(): void {
    const { count } = this.#trie;
    if (count > MOST_NODES) throw codedError('bad-archive', `more than ${MOST_NODES} paths in one layer`);
    if (count <= this.#flags.length) return;
    this.#flags = grown(this.#flags, count);
    const { length } = this.#flags;
    this.#size = grown(this.#size, length);
    this.#owner = grown(this.#owner, length);
    this.#mtime = grown(this.#mtime, length);
    this.#link = grown(this.#link, length);
    this.#block = grown(this.#block, length);
    this.#content = grown(this.#content, length);
  }
}

function exactly<C extends Uint8Array | Uint32Array | Float64Array>(column: C, count: number): C {
  return (column.length < count ? grown(column, count) : column).slice(0, count) as C;
}

const isLink = (made: Kind): boolean => made === kind.symbolicLink || made === kind.hardLink;

function isWhiteout(name: Uint8Array, from: number, to: number): boolean {
  if (to - from <= WHITEOUT_PREFIX.length) return false;
  return WHITEOUT_PREFIX.every((byte, index) => name[from + index] === byte);
}

/** Whether `..` is a part of the path. */
function hasUp(name: Uint8Array, end: number): boolean {
  for (let at = name.indexOf(0x2e); at !== -1 && at + 1 < end; at = name.indexOf(0x2e, at + 1)) {
    const starts = at === 0 || name[at - 1] === SLASH;
    if (starts && isUp(name, at, name[at + 2] === SLASH || at + 2 === end ? at + 2 : end)) return true;
  }
  return false;
}

/** Types that nobody has defined count as regular files (POSIX). */
function kindOfType(type: number): Kind {
  switch (type) {
    case typeFlag.hardLink:
      return kind.hardLink;
    case typeFlag.symbolicLink:
      return kind.symbolicLink;
    case typeFlag.characterDevice:
      return kind.characterDevice;
    case typeFlag.blockDevice:
      return kind.blockDevice;
    case typeFlag.directory:
      return kind.directory;
    case typeFlag.fifo:
      return kind.fifo;
    default:
      return kind.file;
  }
}
