import type { LayerDamage } from '../../contract';
import { codedError } from '../../core/coded-error';
import { type TarDamage, type TarMember, type TarSink, TarWalker } from '../../core/tar/walker';
import { type BlobContent, BlobReader } from '../decode/blob-reader';
import { type BytesSink, Flow } from '../decode/bytes-sink';
import type { Documents } from './documents';
import { isLink, isRegular, MemberTable, memberPath } from './member-table';

const MOST_DAMAGE = 100;
const MOST_MEMBERS = 1_000_000;
/** Documents of all images together; an archive has a few hundred kilobytes. */
const MOST_TEXT = 256 * 1024 * 1024;

export interface StreamedInput {
  /** Where the uncompressed bytes of a layer's blob go; asked when it begins. */
  layer: (path: string, size: number) => BytesSink;
  /** Told when a blob was read to its end. */
  onBlob: (path: string, content: BlobContent) => void;
}

/**
 * An archive that passes by once, as engines send it: blobs come in any order and the lists of images last, so every
 * blob is read. Documents are kept by path, layers go where the caller says.
 */
export class StreamedArchive implements TarSink, BytesSink, Documents {
  readonly found: LayerDamage[] = [];
  readonly #input: StreamedInput;
  readonly #walker = new TarWalker(this);
  readonly #flow = new Flow();
  readonly #blobs = new MemberTable<{ path: string; content: BlobContent | null }>();
  readonly #open = new Set<BlobReader>();
  readonly #ends = new Set<Promise<void>>();
  #failure: { thrown: unknown } | null = null;
  #reader: BlobReader | null = null;
  #path = '';
  #members = 0;
  #textLength = 0;

  constructor(input: StreamedInput) {
    this.#input = input;
  }

  /** Takes a piece, and resolves when there is room for another. Throws what a layer's sink threw. */
  async take(piece: Uint8Array): Promise<void> {
    this.push(piece, 0, piece.length);
    await this.room();
  }

  push(bytes: Uint8Array, from: number, to: number): void {
    if (this.#failure) throw this.#failure.thrown;
    this.#walker.push(bytes, from, to);
  }

  room(): Promise<void> | null {
    return this.#flow.room();
  }

  /** Nothing more comes; resolves when every blob is read. */
  async finish(): Promise<void> {
    this.#walker.end();
    // A member that was cut off is never said to end.
    if (this.#reader) this.#endBlob(this.#path, this.#reader);
    await Promise.all(this.#ends);
    if (this.#failure) throw this.#failure.thrown;
  }

  /** Stops reading, however far it came. */
  close(): void {
    for (const reader of this.#open) reader.close();
  }

  async text(name: string): Promise<string | 'large' | null> {
    const content = this.#blobs.get(name)?.content;
    return content?.kind === 'json' ? (content.text ?? 'large') : null;
  }

  has(name: string): boolean {
    return this.#blobs.get(name) !== undefined;
  }

  /** The member that a path leads to, through links; null when there is none. */
  resolve(name: string): string | null {
    return this.#blobs.get(name)?.path ?? null;
  }

  /** What a member turned out to be; null when it is not there, or not read to its end yet. */
  content(name: string): BlobContent | null {
    return this.#blobs.get(name)?.content ?? null;
  }

  member(member: TarMember): boolean {
    this.#members += 1;
    if (this.#members > MOST_MEMBERS)
      throw codedError('bad-archive', 'too many members', { why: 'archive-too-large' });
    if (isLink(member)) this.#blobs.link(member);
    if (!isRegular(member)) return false;
    const name = memberPath(member.name);
    const size = member.stored;
    this.#path = name;
    this.#reader = new BlobReader({ flow: this.#flow, layer: () => this.#input.layer(name, size) });
    this.#open.add(this.#reader);
    return true;
  }

  data(bytes: Uint8Array, from: number, to: number): void {
    this.#reader?.push(bytes, from, to);
  }

  memberEnd(): void {
    if (this.#reader) this.#endBlob(this.#path, this.#reader);
  }

  damage(kind: TarDamage, offset: number): void {
    if (this.found.length < MOST_DAMAGE) this.found.push({ layer: null, kind, offset });
  }

  #endBlob(path: string, reader: BlobReader): void {
    this.#reader = null;
    const blob = { path, content: null as BlobContent | null };
    this.#blobs.set(path, blob);
    const end = reader
      .finish()
      .then((content) => {
        this.#countText(content);
        blob.content = content;
        this.#input.onBlob(path, content);
      })
      .catch((thrown: unknown) => {
        this.#failure ??= { thrown };
      })
      .finally(() => {
        this.#open.delete(reader);
        this.#ends.delete(end);
      });
    this.#ends.add(end);
  }

  #countText(content: BlobContent): void {
    if (content.kind !== 'json') return;
    this.#textLength += content.text?.length ?? 0;
    if (this.#textLength > MOST_TEXT)
      throw codedError('bad-archive', 'too many documents', { why: 'archive-too-large' });
  }
}
