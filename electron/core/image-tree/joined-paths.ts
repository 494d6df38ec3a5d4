import { type ByteReader, corrupt } from '../layer-index/byte-reader';
import { KIND_MASK, kind, type LayerIndex, nodesOf } from '../layer-index/layer-index';
import { NONE } from './image-tree';
import { NEXT_NEW, type StoredTreeColumn } from './stored-tree';

/** How the root, which is not stored, would be. */
const ROOT = 1;

interface NextLayer {
  layer: LayerIndex;
  index: number;
  /** By name of the layer: its name in the tree; null when they are the same. */
  names: Uint32Array | null;
  columns: Record<StoredTreeColumn, ByteReader>;
}

/**
 * The paths and versions of a stored tree, layer by layer. One loop goes through all columns at once: a process that only
 * opens an image would leave a loop for each column before any became machine code.
 */
export class JoinedPaths {
  readonly parent: Uint32Array;
  readonly name: Uint32Array;
  readonly firstChild: Uint32Array;
  readonly nextSibling: Uint32Array;
  readonly newest: Uint32Array;
  readonly older: Uint32Array;
  readonly layerOf: Uint16Array;
  readonly nodeIn: Uint32Array;
  #paths = 1;
  #versions = 0;

  constructor({ paths, versions }: { paths: number; versions: number }) {
    if (paths === 0) throw corrupt('a tree without a root');
    this.parent = new Uint32Array(paths);
    this.name = new Uint32Array(paths);
    this.firstChild = new Uint32Array(paths);
    this.nextSibling = new Uint32Array(paths);
    this.newest = new Uint32Array(paths).fill(NONE);
    this.older = new Uint32Array(versions);
    this.layerOf = new Uint16Array(versions);
    this.nodeIn = new Uint32Array(versions);
  }

  /** Whether no layer had a path but the root so far. */
  get isEmpty(): boolean {
    return this.#paths === 1;
  }

  /** By node of the layer: its node in the tree. */
  add({ layer, index, names, columns }: NextLayer): Uint32Array {
    const { parent, name, firstChild, nextSibling } = this;
    const ids = names ?? numbersUpTo(layer.names.ends.length);
    const paths = new Uint32Array(nodesOf(layer));
    for (let node = 0; node < paths.length; node += 1) {
      const code = node === 0 ? ROOT : columns.paths.number();
      const count = this.#paths;
      if (code > count) throw corrupt(`path ${code - 1} of ${count}`);
      // Not two ways: the base has new paths only, and what was compiled for it would have to be again.
      const path = code + (code === NEXT_NEW ? count : -1);
      paths[node] = path;
      if (path === count) {
        const folder = paths[layer.parent[node] as number] as number;
        parent[path] = folder;
        name[path] = ids[layer.name[node] as number] as number;
        nextSibling[path] = firstChild[folder] as number;
        firstChild[folder] = path;
        this.#paths = count + 1;
      }
      const isImplied = ((layer.flags[node] as number) & KIND_MASK) === kind.implied;
      if (isImplied && columns.implied.below(2, 'implied folder') === 0) continue;
      this.#addVersion(index, node, path);
    }
    return paths;
  }

  finish(): this {
    const { parent, layerOf } = this;
    if (this.#paths !== parent.length || this.#versions !== layerOf.length)
      throw corrupt('paths are missing');
    return this;
  }

  #addVersion(index: number, node: number, path: number): void {
    const version = this.#versions;
    this.older[version] = this.newest[path] as number;
    this.newest[path] = version;
    this.layerOf[version] = index;
    this.nodeIn[version] = node;
    this.#versions += 1;
  }
}

function numbersUpTo(count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  for (let number = 0; number < count; number += 1) numbers[number] = number;
  return numbers;
}
