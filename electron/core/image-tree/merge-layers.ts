import { codedError } from '../coded-error';
import { grown } from '../layer-index/columns';
import {
  KIND_MASK,
  type Kind,
  kind,
  type LayerIndex,
  nodesOf,
  OPAQUE,
  WHITEOUT,
} from '../layer-index/layer-index';
import { startOf } from '../layer-index/name-table';
import { holdsMembers, isLeaf, type LayerShape, shapeOf } from '../layer-index/shape';
import { TrieBuilder } from '../layer-index/trie-builder';
import { DiveFigures } from './dive-figures';
import { type Fate, fate, type ImageTree, isFolder, NEVER, NONE } from './image-tree';

/** Docker stops at 127 layers, others do not; each may go through a whole folder again. */
const MOST_LAYERS = 1024;

/**
 * Stacks the layers of an image, base first. A layer's whiteouts and opaque markers act on the layers below it, wherever
 * they stand in its tar (OCI image specification, "Whiteouts"); then its own members are laid on top.
 */
export function mergeLayers(layers: LayerIndex[]): ImageTree {
  if (layers.length > MOST_LAYERS) throw codedError('bad-archive', `${layers.length} layers`);
  const merge = new Merge(layers);
  layers.forEach((_layer, index) => {
    merge.add(index);
  });
  return merge.finish();
}

class Merge {
  readonly #layers: LayerIndex[];
  readonly #trie = new TrieBuilder();
  readonly #dive = new DiveFigures();
  #firstChild = new Uint32Array(256);
  #nextSibling = new Uint32Array(256);
  #newest = new Uint32Array(256).fill(NONE);
  /** By node: whether its newest version is visible on top of the layers so far. */
  #alive = new Uint8Array(256);
  #older = new Uint32Array(256);
  #layerOf = new Uint16Array(256);
  #nodeIn = new Uint32Array(256);
  #end = new Uint16Array(256);
  #fate = new Uint8Array(256);
  #versions = 0;
  readonly #opaque: number[] = [];
  readonly #leaked: number[] = [];
  #leakedBytes = 0;
  readonly #unreachableOf: Float64Array;

  constructor(layers: LayerIndex[]) {
    this.#layers = layers;
    this.#unreachableOf = new Float64Array(layers.length);
  }

  add(index: number): void {
    const layer = this.#layerAt(index);
    const global = this.#mapNodes(layer);
    const shape = shapeOf(layer);
    this.#measureWhiteouts(layer, global, shape);
    this.#applyWhiteouts(layer, index, global);
    for (let node = 0; node < nodesOf(layer); node += 1) {
      const made = ((layer.flags[node] ?? 0) & KIND_MASK) as Kind;
      const path = global[node] ?? 0;
      if (made !== kind.implied) this.#lay(index, node, path, made);
      else if (holdsMembers(shape, node)) this.#imply(index, node, path);
      if (made !== kind.implied && isLeaf(shape, node)) this.#dive.add(path, layer.size[node] ?? 0);
    }
    this.#unreachableOf[index] = (this.#unreachableOf[index] ?? 0) + layer.replacedBytes;
  }

  finish(): ImageTree {
    const { count } = this.#trie;
    const sizeBytes = this.#layers.reduce((sum, layer) => sum + layer.sizeBytes, 0);
    const unreachableBytes = this.#unreachableOf.reduce((sum, bytes) => sum + bytes, 0);
    return {
      layers: this.#layers,
      names: this.#trie.names.names(),
      parent: this.#trie.parent.slice(0, count),
      name: this.#trie.name.slice(0, count),
      firstChild: this.#firstChild.slice(0, count),
      nextSibling: this.#nextSibling.slice(0, count),
      newest: this.#newest.slice(0, count),
      older: this.#older.slice(0, this.#versions),
      layerOf: this.#layerOf.slice(0, this.#versions),
      nodeIn: this.#nodeIn.slice(0, this.#versions),
      end: this.#end.slice(0, this.#versions),
      fate: this.#fate.slice(0, this.#versions),
      opaque: Uint32Array.from(this.#opaque),
      figures: {
        sizeBytes,
        ...this.#visible(),
        unreachableBytes,
        unreachableOf: this.#unreachableOf,
        ...this.#dive.figures(),
        leaked: Uint32Array.from(this.#leaked),
        leakedBytes: this.#leakedBytes,
      },
    };
  }

  /** The image's node of each node of a layer. */
  #mapNodes(layer: LayerIndex): Uint32Array {
    const names = this.#mapNames(layer);
    const global = new Uint32Array(nodesOf(layer));
    for (let node = 1; node < global.length; node += 1) {
      const parent = global[layer.parent[node] ?? 0] ?? 0;
      const before = this.#trie.count;
      const path = this.#trie.childNamed(parent, names[layer.name[node] ?? 0] ?? 0);
      if (path === before) this.#newNode(path, parent);
      global[node] = path;
    }
    return global;
  }

  #mapNames({ names }: LayerIndex): Uint32Array {
    const global = new Uint32Array(names.ends.length);
    for (let id = 0; id < global.length; id += 1) {
      global[id] = this.#trie.names.intern(names.bytes, startOf(names, id), names.ends[id] ?? 0);
    }
    return global;
  }

  #newNode(node: number, parent: number): void {
    if (node >= this.#firstChild.length) {
      this.#firstChild = grown(this.#firstChild, node + 1);
      this.#nextSibling = grown(this.#nextSibling, node + 1);
      this.#alive = grown(this.#alive, node + 1);
      const { length } = this.#newest;
      this.#newest = grown(this.#newest, node + 1).fill(NONE, length);
    }
    this.#nextSibling[node] = this.#firstChild[parent] ?? 0;
    this.#firstChild[parent] = node;
  }

  /** Before anything is removed, since a whiteout counts what was below it before its layer. */
  #measureWhiteouts(layer: LayerIndex, global: Uint32Array, shape: LayerShape): void {
    for (let node = 0; node < global.length; node += 1) {
      if (((layer.flags[node] ?? 0) & WHITEOUT) === 0 || !isLeaf(shape, node)) continue;
      const path = global[node] ?? 0;
      this.#dive.add(path, this.#isLivingFolder(path) ? this.#bytesBelow(path) : 0);
    }
  }

  #applyWhiteouts(layer: LayerIndex, index: number, global: Uint32Array): void {
    for (let node = 0; node < global.length; node += 1) {
      const flags = layer.flags[node] ?? 0;
      const path = global[node] ?? 0;
      if ((flags & OPAQUE) !== 0) {
        this.#opaque.push(path, index);
        this.#endBelow(path, index, fate.hidden);
      }
      if ((flags & WHITEOUT) !== 0) this.#endWithBelow(path, index, fate.removed);
    }
  }

  /** Lays a member onto what is visible at its path. */
  #lay(index: number, node: number, path: number, made: Kind): void {
    if (this.#alive[path] === 1) {
      const before = this.#kindOf(this.#newest[path] ?? 0);
      if (!isFolder(made)) this.#endBelow(path, index, fate.replaced);
      this.#endVersion(path, index, isSameType(before, made) ? fate.overwritten : fate.replaced);
    }
    this.#newVersion(index, node, path);
  }

  /** A folder that only its members tell of: there already, or made by them. Links to folders stay. */
  #imply(index: number, node: number, path: number): void {
    if (this.#alive[path] === 1) {
      const before = this.#kindOf(this.#newest[path] ?? 0);
      if (isFolder(before) || before === kind.symbolicLink) return;
      this.#endVersion(path, index, fate.replaced);
    }
    this.#newVersion(index, node, path);
  }

  #newVersion(index: number, node: number, path: number): void {
    const version = this.#versions;
    if (version === this.#older.length) {
      this.#older = grown(this.#older, version + 1);
      const { length } = this.#older;
      this.#layerOf = grown(this.#layerOf, length);
      this.#nodeIn = grown(this.#nodeIn, length);
      this.#end = grown(this.#end, length);
      this.#fate = grown(this.#fate, length);
    }
    this.#older[version] = this.#newest[path] ?? NONE;
    this.#layerOf[version] = index;
    this.#nodeIn[version] = node;
    this.#end[version] = NEVER;
    this.#newest[path] = version;
    this.#alive[path] = 1;
    this.#versions += 1;
  }

  #endVersion(path: number, index: number, how: Fate): void {
    const version = this.#newest[path] ?? 0;
    this.#alive[path] = 0;
    this.#end[version] = index;
    this.#fate[version] = how;
    if (this.#kindOf(version) !== kind.file) return;
    const layer = this.#layerOf[version] ?? 0;
    const size = this.#sizeOf(version);
    this.#unreachableOf[layer] = (this.#unreachableOf[layer] ?? 0) + size;
    if (how !== fate.removed && how !== fate.hidden) return;
    this.#leaked.push(version);
    this.#leakedBytes += size;
  }

  #endWithBelow(path: number, index: number, how: Fate): void {
    if (this.#alive[path] !== 1) return;
    this.#endBelow(path, index, how);
    this.#endVersion(path, index, how);
  }

  /** What is visible lies in visible folders, so whatever is gone already is not looked into. */
  #endBelow(path: number, index: number, how: Fate): void {
    this.#visitLiving(path, (child) => this.#endVersion(child, index, how));
  }

  #bytesBelow(path: number): number {
    let sum = 0;
    this.#visitLiving(path, (child) => {
      sum += this.#sizeOf(this.#newest[child] ?? 0);
    });
    return sum;
  }

  /** Everything visible below a path, in any order. Not recursive: paths may be thousands of folders deep. */
  #visitLiving(path: number, visit: (node: number) => void): void {
    const open = this.#alive[path] === 1 ? [path] : [];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      for (let child = this.#firstChild[folder] ?? 0; child !== 0; child = this.#nextSibling[child] ?? 0) {
        if (this.#alive[child] !== 1) continue;
        if (this.#firstChild[child] !== 0) open.push(child);
        visit(child);
      }
    }
  }

  #visible(): { visibleFiles: number; visibleBytes: number } {
    let visibleFiles = 0;
    let visibleBytes = 0;
    for (let node = 0; node < this.#trie.count; node += 1) {
      const version = this.#newest[node] ?? 0;
      if (this.#alive[node] !== 1 || this.#kindOf(version) !== kind.file) continue;
      visibleFiles += 1;
      visibleBytes += this.#sizeOf(version);
    }
    return { visibleFiles, visibleBytes };
  }

  #isLivingFolder(path: number): boolean {
    return this.#alive[path] === 1 && isFolder(this.#kindOf(this.#newest[path] ?? 0));
  }

  #layerAt(index: number): LayerIndex {
    const layer = this.#layers[index];
    if (layer) return layer;
    throw new RangeError(`no layer ${index}`);
  }

  #kindOf(version: number): Kind {
    const layer = this.#layers[this.#layerOf[version] ?? 0];
    return ((layer?.flags[this.#nodeIn[version] ?? 0] ?? 0) & KIND_MASK) as Kind;
  }

  #sizeOf(version: number): number {
    return this.#layers[this.#layerOf[version] ?? 0]?.size[this.#nodeIn[version] ?? 0] ?? 0;
  }
}

const isRegular = (made: Kind): boolean => made === kind.file || made === kind.hardLink;

const isSameType = (before: Kind, made: Kind): boolean =>
  before === made || (isFolder(before) && isFolder(made)) || (isRegular(before) && isRegular(made));
