import { type Free, grown } from './columns';
import { mix, slotsFor } from './hash';
import { isUp } from './member-path';
import { NameTable } from './name-table';

const SLASH = 0x2f;
const DOT = 0x2e;

/** A trie of paths: each node has a parent and a name. Node 0 is the root. */
export class TrieBuilder {
  readonly names: NameTable;
  parent: Uint32Array;
  name: Uint32Array;
  count = 1;
  #slots = new Uint32Array(slotsFor(256));
  /** Members of one folder follow each other: its path and node are kept. */
  #lastFolder = new Uint8Array(512);
  #lastLength = -1;
  #lastNode = 0;
  #lastLedUp = false;

  /** Room for so many nodes; there may be more. */
  constructor(room: number) {
    this.names = new NameTable(undefined, 0, room);
    this.parent = new Uint32Array(room);
    this.name = new Uint32Array(room);
  }

  /** Nothing more may be asked. */
  end(free: Free): void {
    free(this.#slots);
  }

  /** The child of a name, made when there is none. `bytes[from, to)` has no slash. */
  child(parent: number, bytes: Uint8Array, from: number, to: number): number {
    const name = this.names.intern(bytes, from, to);
    const mask = this.#slots.length - 1;
    let slot = mix(parent, name) & mask;
    for (;;) {
      const node = this.#slots[slot] ?? 0;
      if (node === 0) return this.#add(parent, name, slot);
      if (this.parent[node] === parent && this.name[node] === name) return node;
      slot = (slot + 1) & mask;
    }
  }

  /**
   * The folder whose path is `bytes[0, length)`, made with all above it when there is none. Empty parts and `.` are
   * skipped, `..` leads up and stops at the root.
   */
  folder(bytes: Uint8Array, length: number): number {
    if (this.#isLastFolder(bytes, length)) return this.#lastNode;
    let node = 0;
    let from = 0;
    this.#lastLedUp = false;
    for (let at = 0; at <= length; at += 1) {
      if (at < length && bytes[at] !== SLASH) continue;
      if (isUp(bytes, from, at)) this.#lastLedUp = true;
      node = this.step(node, bytes, from, at);
      from = at + 1;
    }
    this.#remember(bytes, length, node);
    return node;
  }

  /** Whether `..` is in the path that `folder` was asked for last. */
  get lastLedUp(): boolean {
    return this.#lastLedUp;
  }

  /** One part of a path from a folder on. */
  step(folder: number, bytes: Uint8Array, from: number, to: number): number {
    if (to === from || (to === from + 1 && bytes[from] === DOT)) return folder;
    if (isUp(bytes, from, to)) return this.parent[folder] ?? 0;
    return this.child(folder, bytes, from, to);
  }

  #isLastFolder(bytes: Uint8Array, length: number): boolean {
    if (length !== this.#lastLength) return false;
    // From the end: folders differ there, and share their beginnings.
    for (let index = length - 1; index >= 0; index -= 1) {
      if (bytes[index] !== this.#lastFolder[index]) return false;
    }
    return true;
  }

  #remember(bytes: Uint8Array, length: number, node: number): void {
    if (length > this.#lastFolder.length) this.#lastFolder = new Uint8Array(length * 2);
    this.#lastFolder.set(bytes.subarray(0, length));
    this.#lastLength = length;
    this.#lastNode = node;
  }

  #add(parent: number, name: number, slot: number): number {
    const node = this.count;
    if (node === this.parent.length) {
      this.parent = grown(this.parent, node + 1);
      this.name = grown(this.name, node + 1);
    }
    this.parent[node] = parent;
    this.name[node] = name;
    this.count += 1;
    this.#slots[slot] = node;
    if (this.count * 3 > this.#slots.length * 2) this.#rehash();
    return node;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let node = 1; node < this.count; node += 1) {
      let slot = mix(this.parent[node] ?? 0, this.name[node] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = node;
    }
    this.#slots = slots;
  }
}
