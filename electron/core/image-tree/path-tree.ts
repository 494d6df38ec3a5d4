import { mix, slotsFor } from '../layer-index/hash';
import { type LayerIndex, nodesOf } from '../layer-index/layer-index';
import { type Names, NameTable, startOf } from '../layer-index/name-table';
import type { LayerNumbers } from './image-tree';

/**
 * The paths of all layers, each once. A child of a folder that its layer brings is new without a look; only folders that
 * were there before have their children in a hash table, from the first time that a layer has something in them.
 */
export class PathTree {
  readonly parent: Uint32Array;
  readonly name: Uint32Array;
  /** 0 = none. */
  readonly firstChild: Uint32Array;
  readonly nextSibling: Uint32Array;
  count = 1;
  #names = new NameTable();
  /** By node: whether its children are in the table. */
  readonly #listed: Uint8Array;
  /** Nodes; 0 is free. */
  #slots = new Uint32Array(slotsFor(0));
  #used = 0;

  readonly #mostNames: number;

  /** Room for so many paths and names; memory that is not used costs nothing. */
  constructor(most: number, mostNames: number) {
    this.#mostNames = mostNames;
    this.parent = new Uint32Array(most);
    this.name = new Uint32Array(most);
    this.firstChild = new Uint32Array(most);
    this.nextSibling = new Uint32Array(most);
    this.#listed = new Uint8Array(most);
  }

  names(): Names {
    return this.#names.names();
  }

  /** What the next layer's numbers are here. */
  add(layer: LayerIndex): LayerNumbers {
    const isFirst = this.count === 1;
    const names = isFirst ? this.#firstNames(layer) : this.#moreNames(layer);
    const paths = new Uint32Array(nodesOf(layer));
    const known = isFirst ? 0 : this.count;
    for (let node = 1; node < paths.length; node += 1) {
      const parent = paths[layer.parent[node] as number] as number;
      const id = layer.name[node] as number;
      const name = names === null ? id : (names[id] as number);
      paths[node] = parent < known ? this.#child(parent, name) : this.#add(parent, name);
    }
    return { paths, names };
  }

  /** Its numbers are those of the tree. */
  #firstNames({ names }: LayerIndex): null {
    this.#names = new NameTable(names, this.#mostNames);
    return null;
  }

  #moreNames({ names }: LayerIndex): Uint32Array {
    const ids = new Uint32Array(names.ends.length);
    for (let id = 0; id < ids.length; id += 1) {
      ids[id] = this.#names.intern(names.bytes, startOf(names, id), names.ends[id] as number);
    }
    return ids;
  }

  #add(parent: number, name: number): number {
    const node = this.count;
    this.parent[node] = parent;
    this.name[node] = name;
    this.nextSibling[node] = this.firstChild[parent] as number;
    this.firstChild[parent] = node;
    this.count += 1;
    return node;
  }

  #child(parent: number, name: number): number {
    if (this.#listed[parent] === 0) this.#listChildren(parent);
    const mask = this.#slots.length - 1;
    let slot = mix(parent, name) & mask;
    for (;;) {
      const node = this.#slots[slot] as number;
      if (node === 0) break;
      if (this.parent[node] === parent && this.name[node] === name) return node;
      slot = (slot + 1) & mask;
    }
    const node = this.#add(parent, name);
    this.#list(node);
    return node;
  }

  #listChildren(parent: number): void {
    this.#listed[parent] = 1;
    let child = this.firstChild[parent] as number;
    while (child !== 0) {
      this.#list(child);
      child = this.nextSibling[child] as number;
    }
  }

  #list(node: number): void {
    this.#used += 1;
    if (this.#used * 3 > this.#slots.length * 2) this.#rehash();
    this.#put(this.#slots, node);
  }

  #put(slots: Uint32Array, node: number): void {
    const mask = slots.length - 1;
    let slot = mix(this.parent[node] as number, this.name[node] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = node;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    for (const node of this.#slots) if (node !== 0) this.#put(slots, node);
    this.#slots = slots;
  }
}
