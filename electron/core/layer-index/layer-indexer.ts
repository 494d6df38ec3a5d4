import { codedError } from '../coded-error';
import { typeFlag } from '../tar/header';
import { type TarMember, type TarSink, TarWalker } from '../tar/walker';
import { type Free, firstOf, grown, keepAll, roomFor } from './columns';
import { EMPTY_CONTENT, Fingerprint } from './fingerprint';
import { type KeepContent, KeptFiles } from './kept-files';
import {
  KIND_MASK,
  type Kind,
  kind,
  type LayerDamage,
  type LayerIndex,
  MOST_NODES,
  OPAQUE,
  WHITEOUT,
} from './layer-index';
import {
  endOfPath,
  isAufsNote,
  isOpaqueMarker,
  isUp,
  isWhiteout,
  namesNoChild,
  startOfLast,
  startOfRemoved,
} from './member-path';
import { NameTable } from './name-table';
import { OwnerTable } from './owner-table';
import { resolveConflicts } from './resolve-conflicts';
import { TrieBuilder } from './trie-builder';

export type { DigestContent, KeepContent } from './kept-files';

/** No system takes longer paths (Linux: 4,096 bytes). */
const LONGEST_PATH = 16 * 1024;
const MOST_DAMAGE = 100;
const BLOCK = 512;
const MTIME_MOST = 2 ** 32 - 1;

/**
 * Makes the index of a layer from its uncompressed tar, which comes in pieces of any size. Whiteouts are told by their
 * names before their types: 20.10 writes them as links. Throws `bad-archive` only where a tar wants more memory than any
 * real one; everything else that is wrong with it becomes damage.
 */
export class LayerIndexer implements TarSink {
  readonly #walker = new TarWalker(this);
  readonly #trie: TrieBuilder;
  readonly #links = new NameTable();
  readonly #owners = new OwnerTable();
  readonly #fingerprint = new Fingerprint();
  readonly #kept: KeptFiles;

  #flags: Uint8Array;
  #size: Float64Array;
  #owner: Uint32Array;
  #mtime: Uint32Array;
  #link: Uint32Array;
  #block: Uint32Array;
  #content: Uint32Array;
  /** See `resolveConflicts`; hardly any layer needs it. */
  #cleared = new Uint32Array(0);

  #entries = 0;
  #sizeBytes = 0;
  #replacedBytes = 0;
  readonly #damage: LayerDamage[] = [];
  #moreDamage = 0;
  /** The file whose content passes by, or -1. */
  #node = -1;

  /** `bytes` is how long the layer is about to be, packed or not. */
  constructor(keep: KeepContent = () => false, bytes = 0) {
    const room = roomFor(bytes);
    this.#kept = new KeptFiles(keep);
    this.#trie = new TrieBuilder(room);
    this.#flags = new Uint8Array(room);
    this.#size = new Float64Array(room);
    this.#owner = new Uint32Array(room);
    this.#mtime = new Uint32Array(room);
    this.#link = new Uint32Array(room);
    this.#block = new Uint32Array(room);
    this.#content = new Uint32Array(room);
  }

  /** Whether the tar's ending came, or it may end here. */
  get complete(): boolean {
    return this.#walker.atBoundary;
  }

  push(bytes: Uint8Array, from = 0, to = bytes.length): void {
    this.#walker.push(bytes, from, to);
  }

  /** The index; nothing more may be pushed. `free` is told of memory that was needed on the way. */
  finish(free: Free = keepAll): LayerIndex {
    this.#walker.end();
    if (this.#node !== -1) this.#cutShort();
    const { count } = this.#trie;
    const layer: LayerIndex = {
      names: this.#trie.names.names(free),
      links: this.#links.names(free),
      owners: this.#owners.owners,
      parent: firstOf(this.#trie.parent, count, free),
      name: firstOf(this.#trie.name, count, free),
      flags: exactly(this.#flags, count, free),
      size: exactly(this.#size, count, free),
      owner: exactly(this.#owner, count, free),
      mtime: exactly(this.#mtime, count, free),
      link: exactly(this.#link, count, free),
      block: exactly(this.#block, count, free),
      content: exactly(this.#content, count, free),
      entries: this.#entries,
      sizeBytes: this.#sizeBytes,
      replacedBytes: this.#replacedBytes,
      damage: this.#damage,
      moreDamage: this.#moreDamage,
      kept: this.#kept.files(),
    };
    this.#trie.end(free);
    resolveConflicts(layer, this.#cleared);
    return layer;
  }

  member(member: TarMember): boolean {
    this.#entries += 1;
    const { name } = member;
    if (name.length > LONGEST_PATH) return this.#leaveOut('path-too-long', member);
    const end = endOfPath(name);
    const from = startOfLast(name, end);
    if (isAufsNote(name, from, end)) return false;
    const made = kindOfType(member.type);
    const removes = isWhiteout(name, from, end);
    if (!removes && made !== kind.directory && namesNoChild(name, from, end))
      return this.#leaveOut('unsafe-path', member);
    const folder = this.#trie.folder(name, Math.max(0, from - 1));
    if (this.#trie.lastLedUp || isUp(name, from, end)) this.damage('unsafe-path', member.offset);
    if (removes) return this.#whiteout(folder, member, from, end);
    return this.#entry(this.#trie.step(folder, name, from, end), member, made);
  }

  data(bytes: Uint8Array, from: number, to: number): void {
    this.#fingerprint.add(bytes, from, to);
    this.#kept.add(bytes, from, to);
  }

  memberEnd(): void {
    this.#complete(this.#size[this.#node] ?? 0);
    this.#kept.end(this.#node);
    this.#node = -1;
  }

  damage(damage: LayerDamage['kind'], offset: number): void {
    if (this.#damage.length < MOST_DAMAGE) this.#damage.push({ kind: damage, offset });
    else this.#moreDamage += 1;
  }

  #leaveOut(damage: LayerDamage['kind'], member: TarMember): boolean {
    this.damage(damage, member.offset);
    return false;
  }

  /** A file has the bytes that came of it, not those that its header promised. */
  #cutShort(): void {
    const came = this.#fingerprint.length;
    this.#size[this.#node] = came;
    this.#complete(came);
  }

  #complete(size: number): void {
    this.#sizeBytes += size;
    this.#content[this.#node] = size === 0 ? EMPTY_CONTENT : this.#fingerprint.digest();
  }

  /** `.wh..wh..opq` hides what is in its folder, `.wh.X` removes X. */
  #whiteout(folder: number, member: TarMember, from: number, to: number): boolean {
    const { name } = member;
    if (isOpaqueMarker(name, from, to)) return this.#flag(folder, OPAQUE);
    const removed = startOfRemoved(from);
    if (namesNoChild(name, removed, to)) return this.#leaveOut('unsafe-path', member);
    return this.#flag(this.#trie.child(folder, name, removed, to), WHITEOUT);
  }

  #flag(node: number, flag: number): boolean {
    this.#makeRoom();
    this.#flags[node] = (this.#flags[node] ?? 0) | flag;
    return false;
  }

  #entry(node: number, member: TarMember, made: Kind): boolean {
    this.#makeRoom();
    const flags = this.#flags[node] ?? 0;
    if ((flags & KIND_MASK) !== kind.implied) this.#replace(node, (flags & KIND_MASK) as Kind, made);
    this.#flags[node] = (flags & ~KIND_MASK) | made;
    this.#size[node] = made === kind.file ? member.size : 0;
    this.#owner[node] = this.#owners.intern(member.mode, member.uid, member.gid);
    this.#mtime[node] = Math.min(Math.max(member.mtime, 0), MTIME_MOST);
    this.#link[node] = isLink(made) ? this.#links.intern(member.link, 0, member.link.length) + 1 : 0;
    this.#block[node] = member.offset / BLOCK;
    this.#content[node] = 0;
    if (made !== kind.file) return false;
    this.#node = node;
    this.#fingerprint.reset(member.stored);
    this.#kept.begin(member.name, member.stored);
    return true;
  }

  /** The path comes for another time. */
  #replace(node: number, before: Kind, made: Kind): void {
    this.#replacedBytes += this.#size[node] ?? 0;
    this.#kept.forget(node);
    if (made !== kind.directory || before === kind.directory) return;
    if (this.#cleared.length <= node) this.#cleared = grown(this.#cleared, node + 1);
    this.#cleared[node] = this.#block[node] ?? 0;
  }

  #makeRoom(): void {
    const { count } = this.#trie;
    if (count > MOST_NODES)
      throw codedError('bad-archive', `more than ${MOST_NODES} paths in one layer`, {
        why: 'archive-too-large',
      });
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

function exactly<C extends Uint8Array | Uint32Array | Float64Array>(column: C, count: number, free: Free): C {
  return firstOf(column.length < count ? grown(column, count) : column, count, free);
}

const isLink = (made: Kind): boolean => made === kind.symbolicLink || made === kind.hardLink;

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
