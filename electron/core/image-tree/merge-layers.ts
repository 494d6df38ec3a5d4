import { codedError } from '../coded-error';
import { firstOf } from '../layer-index/columns';
import {
  KIND_MASK,
  type Kind,
  kind,
  type LayerIndex,
  MOST_NODES,
  nodesOf,
  OPAQUE,
  WHITEOUT,
} from '../layer-index/layer-index';
import { holdsMembers, isLeaf, type LayerShape, shapeOf } from '../layer-index/shape';
import { DiveFigures } from './dive-figures';
import { type Fate, fate, type ImageTree, isFolder, type LayerNumbers, NEVER, NONE } from './image-tree';
import { PathTree } from './path-tree';

/** Docker stops at 127 layers, others do not; each may go through a whole folder again. */
const MOST_LAYERS = 1024;

/**
 * Stacks the layers of an image, base first. A layer's whiteouts and opaque markers act on the layers below it, wherever
 * they stand in its tar (OCI image specification, "Whiteouts"); then its own members are laid on top.
 */
export function mergeLayers(layers: LayerIndex[]): ImageTree {
  if (layers.length > MOST_LAYERS)
    throw codedError('bad-archive', `${layers.length} layers`, { why: 'archive-too-large' });
  const merge = new Merge(layers);
  layers.forEach((_layer, index) => {
    merge.add(index);
  });
  return merge.finish();
}

class Merge {
  readonly #layers: LayerIndex[];
  readonly #paths: PathTree;
  readonly #numbers: LayerNumbers[] = [];
  readonly #dive: DiveFigures;
  readonly #newest: Uint32Array;
  /** By node: whether its newest version is visible on top of the layers so far. */
  readonly #alive: Uint8Array;
  readonly #older: Uint32Array;
  readonly #layerOf: Uint16Array;
  readonly #nodeIn: Uint32Array;
  readonly #end: Uint16Array;
  readonly #fate: Uint8Array;
  #versions = 0;
  readonly #opaque: number[] = [];
  readonly #leaked: number[] = [];
  #leakedBytes = 0;
  /** On top of the layers so far. */
  #visibleFiles = 0;
  #visibleBytes = 0;
  readonly #unreachableOf: Float64Array;

  /** Paths and versions together cannot be more than the nodes of all layers; memory that is not used costs nothing. */
  constructor(layers: LayerIndex[]) {
    const most = 1 + layers.reduce((sum, layer) => sum + nodesOf(layer), 0);
    if (most > MOST_NODES)
      throw codedError('bad-archive', `more than ${MOST_NODES} paths in all layers`, {
        why: 'archive-too-large',
      });
    this.#layers = layers;
    this.#paths = new PathTree(most, namesOf(layers));
    this.#dive = new DiveFigures(most);
    this.#newest = new Uint32Array(most).fill(NONE, 0, 1);
    this.#alive = new Uint8Array(most);
    this.#older = new Uint32Array(most);
    this.#layerOf = new Uint16Array(most);
    this.#nodeIn = new Uint32Array(most);
    this.#end = new Uint16Array(most);
    this.#fate = new Uint8Array(most);
    this.#unreachableOf = new Float64Array(layers.length);
  }

  add(index: number): void {
    const layer = this.#layerAt(index);
    const before = this.#paths.count;
    const numbers = this.#paths.add(layer);
    const { paths } = numbers;
    this.#numbers.push(numbers);
    this.#newest.fill(NONE, before, this.#paths.count);
    const shape = shapeOf(layer);
    this.#measureWhiteouts(layer, paths, shape);
    this.#applyWhiteouts(layer, index, paths, shape);
    for (let node = 0; node < paths.length; node += 1) {
      const made = ((layer.flags[node] as number) & KIND_MASK) as Kind;
      const path = paths[node] as number;
      if (made !== kind.implied) {
        this.#lay(index, node, path, made);
        if (isLeaf(shape, node)) this.#dive.add(path, layer.size[node] as number);
      } else if (holdsMembers(shape, node)) this.#imply(index, node, path);
    }
    this.#unreachableOf[index] = (this.#unreachableOf[index] ?? 0) + layer.replacedBytes;
  }

  finish(): ImageTree {
    const { count } = this.#paths;
    const sizeBytes = this.#layers.reduce((sum, layer) => sum + layer.sizeBytes, 0);
    const unreachableBytes = this.#unreachableOf.reduce((sum, bytes) => sum + bytes, 0);
    return {
      layers: this.#layers,
      numbers: this.#numbers,
      names: this.#paths.names(),
      parent: firstOf(this.#paths.parent, count),
      name: firstOf(this.#paths.name, count),
      firstChild: firstOf(this.#paths.firstChild, count),
      nextSibling: firstOf(this.#paths.nextSibling, count),
      newest: firstOf(this.#newest, count),
      older: firstOf(this.#older, this.#versions),
      layerOf: firstOf(this.#layerOf, this.#versions),
      nodeIn: firstOf(this.#nodeIn, this.#versions),
      end: firstOf(this.#end, this.#versions),
      fate: firstOf(this.#fate, this.#versions),
      opaque: Uint32Array.from(this.#opaque),
      figures: {
        sizeBytes,
        visibleFiles: this.#visibleFiles,
        visibleBytes: this.#visibleBytes,
        unreachableBytes,
        unreachableOf: this.#unreachableOf,
        ...this.#dive.figures(),
        leaked: Uint32Array.from(this.#leaked),
        leakedBytes: this.#leakedBytes,
      },
    };
  }

  /** Before anything is removed, since a whiteout counts what was below it before its layer. */
  #measureWhiteouts(layer: LayerIndex, paths: Uint32Array, shape: LayerShape): void {
    for (const node of shape.removing) {
      if (((layer.flags[node] ?? 0) & WHITEOUT) === 0 || !isLeaf(shape, node)) continue;
      const path = paths[node] ?? 0;
      this.#dive.add(path, this.#isLivingFolder(path) ? this.#bytesBelow(path) : 0);
    }
  }

  #applyWhiteouts(layer: LayerIndex, index: number, paths: Uint32Array, { removing }: LayerShape): void {
    for (const node of removing) {
      const flags = layer.flags[node] ?? 0;
      const path = paths[node] ?? 0;
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
    if (made !== kind.file) return;
    this.#visibleFiles += 1;
    this.#visibleBytes += this.#sizeOf(this.#versions - 1);
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
    this.#visibleFiles -= 1;
    this.#visibleBytes -= size;
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
    const { firstChild, nextSibling } = this.#paths;
    if (this.#alive[path] !== 1 || firstChild[path] === 0) return;
    const open = [path];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      for (let child = firstChild[folder] ?? 0; child !== 0; child = nextSibling[child] ?? 0) {
        if (this.#alive[child] !== 1) continue;
        if (firstChild[child] !== 0) open.push(child);
        visit(child);
      }
    }
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

/** As many as there can be. */
const namesOf = (layers: LayerIndex[]): number =>
  layers.reduce((sum, { names }) => sum + names.ends.length, 0);

const isRegular = (made: Kind): boolean => made === kind.file || made === kind.hardLink;

const isSameType = (before: Kind, made: Kind): boolean =>
  before === made || (isFolder(before) && isFolder(made)) || (isRegular(before) && isRegular(made));
