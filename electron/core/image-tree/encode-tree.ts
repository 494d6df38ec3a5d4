import { ByteWriter } from '../layer-index/byte-writer';
import { type Free, keepAll } from '../layer-index/columns';
import { kind, kindOf, type LayerIndex, nodesOf } from '../layer-index/layer-index';
import { SEAL_LENGTH, seal } from '../layer-index/seal';
import { type ImageTree, type LayerNumbers, NEVER, type TreeFigures } from './image-tree';
import { NEXT_NEW, type StoredTreeColumn, storedTree, storedTreeColumns } from './stored-tree';

/** Hardly any number takes more, and memory that is not touched costs nothing. */
const MOST_NUMBER_BYTES = 5;

/**
 * Bytes of a tree without its layers, to be compressed by the caller; `stored-tree.ts` says what they mean. `decodeTree`
 * makes the same tree of them and the layers. `free` is told of memory that was needed on the way.
 */
export function encodeTree(tree: ImageTree, free: Free = keepAll): Uint8Array {
  const writer = new ByteWriter(nodesIn(tree) * storedTreeColumns.length * MOST_NUMBER_BYTES);
  writer.bytes(new Uint8Array(SEAL_LENGTH));
  writer.number(tree.layers.length);
  for (const layer of tree.layers) writer.number(nodesOf(layer));
  for (const length of [tree.parent.length, tree.layerOf.length]) writer.number(length);
  for (const length of [tree.names.ends.length, tree.names.bytes.length]) writer.number(length);
  writeColumns(writer, tree, free);
  writeEnds(writer, tree);
  writer.number(tree.opaque.length);
  for (const number of tree.opaque) writer.number(number);
  writeFigures(writer, tree.figures);
  return seal(writer.result(), storedTree.magic, storedTree.version);
}

type Columns = Record<StoredTreeColumn, ByteWriter>;

function writeColumns(writer: ByteWriter, tree: ImageTree, free: Free): void {
  const column = () => new ByteWriter(nodesIn(tree) * MOST_NUMBER_BYTES);
  const columns: Columns = {
    names: column(),
    paths: column(),
    implied: column(),
  };
  const made = new VersionWalk(tree);
  const [newNames, newPaths] = [new NumberWriter(columns.names), new NumberWriter(columns.paths, 1)];
  for (const [index, layer] of tree.layers.entries()) {
    const { paths, names } = numbersOf(tree, index);
    if (names === null) newNames.next = layer.names.ends.length;
    for (const name of names ?? []) newNames.write(name);
    for (let node = 1; node < paths.length; node += 1) newPaths.write(paths[node] as number);
    writeImplied(columns.implied, layer, (node) => made.takes(index, node));
  }
  const parts = storedTreeColumns.map((column) => columns[column].result());
  for (const part of parts) writer.number(part.length);
  for (const part of parts) {
    writer.bytes(part);
    free(part);
  }
}

const nodesIn = ({ layers }: ImageTree): number => layers.reduce((sum, layer) => sum + nodesOf(layer), 0);

function numbersOf(tree: ImageTree, layer: number): LayerNumbers {
  const numbers = tree.numbers[layer];
  if (numbers) return numbers;
  throw new RangeError(`no layer ${layer}`);
}

/** Numbers of a table of the tree, in the order in which the table came to be. */
class NumberWriter {
  readonly #writer: ByteWriter;
  next: number;

  constructor(writer: ByteWriter, next = 0) {
    this.#writer = writer;
    this.next = next;
  }

  write(number: number): void {
    const isNew = number === this.next;
    if (isNew) this.next += 1;
    this.#writer.number(isNew ? NEXT_NEW : number + 1);
  }
}

/** Versions are numbered in the order of their layers and nodes. */
class VersionWalk {
  readonly #tree: ImageTree;
  #version = 0;

  constructor(tree: ImageTree) {
    this.#tree = tree;
  }

  /** Whether a node makes a version; to be asked for every node once, in order. */
  takes(layer: number, node: number): boolean {
    const { layerOf, nodeIn } = this.#tree;
    const isNext = layerOf[this.#version] === layer && nodeIn[this.#version] === node;
    if (isNext) this.#version += 1;
    return isNext;
  }
}

/** Every member makes a version; a folder that has none of its own only where nothing was there before. */
function writeImplied(column: ByteWriter, layer: LayerIndex, makesVersion: (node: number) => boolean): void {
  for (let node = 0; node < nodesOf(layer); node += 1) {
    const makes = makesVersion(node);
    if (kindOf(layer, node) === kind.implied) column.number(makes ? 1 : 0);
  }
}

function writeEnds(writer: ByteWriter, { end, fate }: ImageTree): void {
  let count = 0;
  for (const layer of end) if (layer !== NEVER) count += 1;
  writer.number(count);
  let before = 0;
  for (let version = 0; version < end.length; version += 1) {
    if (end[version] === NEVER) continue;
    writer.number(version - before);
    writer.number(end[version] as number);
    writer.number(fate[version] as number);
    before = version;
  }
}

function writeFigures(writer: ByteWriter, figures: TreeFigures): void {
  for (const sum of [figures.sizeBytes, figures.visibleFiles, figures.visibleBytes]) writer.sum(sum);
  for (const sum of [figures.unreachableBytes, ...figures.unreachableOf]) writer.sum(sum);
  for (const sum of [figures.diveEfficiency, figures.diveWastedBytes, figures.leakedBytes]) writer.sum(sum);
  writer.number(figures.leaked.length);
  for (const version of figures.leaked) writer.number(version);
}
