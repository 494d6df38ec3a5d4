import type { KeptFile } from './layer-index';

/** More kept contents of one layer are an attack; those that come first stay. */
const MOST_FILES = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** What is kept of a file's content; null when it turns out to be of no interest. */
export type DigestContent = (content: Uint8Array) => Uint8Array | null;

/**
 * Which contents to keep: told the path as it stands in the tar and the bytes of each regular file. A function keeps
 * what it makes of the content, which is then let go at once.
 */
export type KeepContent = (path: Uint8Array, size: number) => boolean | DigestContent;

/** Collects the contents of chosen files while their layer passes by. */
export class KeptFiles {
  readonly #keep: KeepContent;
  /** By node. */
  readonly #kept = new Map<number, Uint8Array>();
  #bytes = 0;
  #content: Uint8Array | null = null;
  #filled = 0;
  #digest: DigestContent | null = null;

  constructor(keep: KeepContent) {
    this.#keep = keep;
  }

  /** The content of a file comes next; `size` bytes of it. */
  begin(path: Uint8Array, size: number): void {
    const keep = this.#keep(path, size);
    this.#content = keep === false ? null : new Uint8Array(size);
    this.#digest = keep === true || keep === false ? null : keep;
    this.#filled = 0;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    if (this.#content === null) return;
    this.#content.set(bytes.subarray(from, to), this.#filled);
    this.#filled += to - from;
  }

  /** All of the content came. */
  end(node: number): void {
    if (this.#content === null) return;
    const kept = this.#digest ? this.#digest(this.#content) : this.#content;
    this.#content = null;
    if (kept === null || this.#kept.size >= MOST_FILES || this.#bytes + kept.length > MOST_BYTES) return;
    this.#bytes += kept.length;
    this.#kept.set(node, kept);
  }

  /** Another member has the path. */
  forget(node: number): void {
    if (this.#kept.size === 0) return;
    this.#bytes -= this.#kept.get(node)?.length ?? 0;
    this.#kept.delete(node);
  }

  files(): KeptFile[] {
    return [...this.#kept].map(([node, content]) => ({ node, content }));
  }
}
