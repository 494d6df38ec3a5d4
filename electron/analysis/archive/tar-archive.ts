import { type FileHandle, open } from 'node:fs/promises';
import type { LayerDamage } from '../../contract';
import { codedError } from '../../core/coded-error';
import { BLOCK } from '../../core/tar/header';
import { type TarDamage, type TarMember, type TarSink, TarWalker } from '../../core/tar/walker';
import { LONGEST_JSON } from '../decode/blob-reader';
import type { Archive, StoredBlob } from './archive';
import { isLink, isRegular, MemberTable, memberPath } from './member-table';

/** Headers lie far apart: reading more at once would mostly read contents. */
const WINDOW = 16 * 1024;
/** An archive of images has some hundred members. */
const MOST_MEMBERS = 1_000_000;
const MOST_DAMAGE = 100;
const NOTHING = Buffer.alloc(1024 * 1024);

interface Place {
  offset: number;
  size: number;
}

/** An archive that is a plain tar on disk: its headers are read, its contents only where they are asked for. */
export class TarArchive implements Archive {
  readonly damage: LayerDamage[];
  readonly #handle: FileHandle;
  readonly #members: MemberTable<Place>;

  private constructor(handle: FileHandle, { members, found }: Scan) {
    this.#handle = handle;
    this.#members = members;
    this.damage = found;
  }

  static async open(file: string, signal: AbortSignal): Promise<TarArchive> {
    const handle = await open(file, 'r');
    try {
      const scan = new Scan();
      await scan.run(handle, signal);
      return new TarArchive(handle, scan);
    } catch (thrown) {
      await handle.close();
      throw thrown;
    }
  }

  async text(name: string): Promise<string | 'large' | null> {
    const place = this.#members.get(name);
    if (!place) return null;
    if (place.size > LONGEST_JSON) return 'large';
    const { buffer, bytesRead } = await this.#handle.read(
      Buffer.alloc(place.size),
      0,
      place.size,
      place.offset,
    );
    return buffer.toString('utf8', 0, bytesRead);
  }

  has(name: string): boolean {
    return this.#members.get(name) !== undefined;
  }

  async blob(name: string): Promise<StoredBlob | null> {
    const place = this.#members.get(name);
    if (!place) return null;
    const read = async (into: Uint8Array, at: number): Promise<number> => {
      const length = Math.min(into.length, place.size - at);
      return length <= 0 ? 0 : (await this.#handle.read(into, 0, length, place.offset + at)).bytesRead;
    };
    return { size: place.size, read, close: async () => undefined };
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** Walks from header to header. */
class Scan implements TarSink {
  readonly members = new MemberTable<Place>();
  readonly found: LayerDamage[] = [];
  readonly #walker = new TarWalker(this);
  #count = 0;
  /** Bytes of data, with what fills its last block, behind the header that was read last. */
  #skip = 0;

  async run(handle: FileHandle, signal: AbortSignal): Promise<void> {
    const window = Buffer.alloc(WINDOW);
    const { size } = await handle.stat();
    let at = 0;
    while (at < size && !this.#walker.ended) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(window, 0, WINDOW, at);
      if (bytesRead === 0) break;
      at += this.#takeHeaders(window.subarray(0, bytesRead));
      const skipped = Math.min(this.#skip, size - at);
      this.#pass(skipped);
      at += skipped;
    }
    this.#walker.end();
  }

  /** Takes headers until one is followed by data that go beyond the window; answers how far it came. */
  #takeHeaders(window: Buffer): number {
    let at = 0;
    while (at < window.length && !this.#walker.ended) {
      const end = Math.min(at + BLOCK, window.length);
      this.#skip = 0;
      this.#walker.push(window, at, end);
      at = end;
      if (this.#skip > window.length - at) return at;
      this.#walker.push(window, at, at + this.#skip);
      at += this.#skip;
    }
    this.#skip = 0;
    return at;
  }

  /** The walker counts what it skips, whatever it is. */
  #pass(bytes: number): void {
    for (let left = bytes; left > 0; left -= NOTHING.length)
      this.#walker.push(NOTHING, 0, Math.min(left, NOTHING.length));
    this.#skip = 0;
  }

  member(member: TarMember): boolean {
    this.#count += 1;
    if (this.#count > MOST_MEMBERS)
      throw codedError('bad-archive', 'too many members', { why: 'archive-too-large' });
    this.#skip = Math.ceil(member.stored / BLOCK) * BLOCK;
    if (isLink(member)) this.members.link(member);
    if (isRegular(member))
      this.members.set(memberPath(member.name), { offset: member.offset, size: member.stored });
    return false;
  }

  data(): void {
    // Never wanted.
  }

  memberEnd(): void {
    // Never wanted.
  }

  damage(kind: TarDamage, offset: number): void {
    if (this.found.length < MOST_DAMAGE) this.found.push({ layer: null, kind, offset });
  }
}
