import { ByteWriter } from './byte-writer';
import { kind, kindOf, type LayerIndex, nodesOf } from './layer-index';
import { type Names, startOf } from './name-table';
import { SEAL_LENGTH, seal } from './seal';
import {
  AS_BEFORE,
  blockAfter,
  damageKinds,
  FIRST_BLOCK,
  FIRST_UNUSED,
  storedLayer,
  THE_ONE_BEFORE,
} from './stored-layer';

export { decodeLayer } from './decode';

/**
 * Bytes of a layer's index for the cache on disk, to be compressed by the caller; `stored-layer.ts` says what they mean.
 * `decodeLayer` makes the same index of them.
 */
export function encodeLayer(layer: LayerIndex): Uint8Array {
  const writer = new ByteWriter();
  writer.bytes(new Uint8Array(SEAL_LENGTH));
  writer.number(nodesOf(layer));
  writer.number(layer.entries);
  writer.sum(layer.sizeBytes);
  writer.sum(layer.replacedBytes);
  writeNames(writer, layer.names);
  writeNames(writer, layer.links);
  writeOwners(writer, layer);
  writeTrie(writer, layer);
  writer.bytes(layer.flags);
  writeMembers(writer, layer);
  writeContents(writer, layer);
  writeLinks(writer, layer);
  writeDamage(writer, layer);
  writeKept(writer, layer);
  return seal(writer.result(), storedLayer.magic, storedLayer.version);
}

function writeNames(writer: ByteWriter, names: Names): void {
  writer.number(names.ends.length);
  for (let id = 0; id < names.ends.length; id += 1) {
    writer.number((names.ends[id] ?? 0) - startOf(names, id));
  }
  writer.bytes(names.bytes);
}

function writeOwners(writer: ByteWriter, { owners }: LayerIndex): void {
  writer.number(owners.length);
  for (const { mode, uid, gid } of owners) {
    for (const value of [mode, uid, gid]) writer.number(value);
  }
}

function writeTrie(writer: ByteWriter, layer: LayerIndex): void {
  for (let node = 1; node < nodesOf(layer); node += 1) {
    const parent = layer.parent[node] ?? 0;
    if (parent === (layer.parent[node - 1] ?? 0)) writer.number(AS_BEFORE);
    else writer.number(parent === node - 1 ? THE_ONE_BEFORE : node - parent);
  }
  const ids = new IdWriter(writer);
  for (let node = 1; node < nodesOf(layer); node += 1) ids.write(layer.name[node] ?? 0);
}

/** Numbers of a table that mostly come in their order. */
class IdWriter {
  readonly #writer: ByteWriter;
  #unused = 0;

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  write(id: number): void {
    const isNext = id === this.#unused;
    if (isNext) this.#unused += 1;
    this.#writer.number(isNext ? FIRST_UNUSED : id + 1);
  }
}

const isMember = (layer: LayerIndex, node: number): boolean => kindOf(layer, node) !== kind.implied;
const isFile = (layer: LayerIndex, node: number): boolean => kindOf(layer, node) === kind.file;
const isLink = (layer: LayerIndex, node: number): boolean =>
  kindOf(layer, node) === kind.symbolicLink || kindOf(layer, node) === kind.hardLink;

function nodesThat(layer: LayerIndex, matches: (layer: LayerIndex, node: number) => boolean): number[] {
  const nodes: number[] = [];
  for (let node = 0; node < nodesOf(layer); node += 1) if (matches(layer, node)) nodes.push(node);
  return nodes;
}

function writeMembers(writer: ByteWriter, layer: LayerIndex): void {
  const members = nodesThat(layer, isMember);
  for (const node of members) writer.number(layer.owner[node] ?? 0);
  let before = 0;
  for (const node of members) {
    const mtime = layer.mtime[node] ?? 0;
    writer.signed(mtime - before);
    before = mtime;
  }
  for (const node of nodesThat(layer, isFile)) writer.number(layer.size[node] ?? 0);
  let expected = FIRST_BLOCK;
  for (const node of members) {
    const block = layer.block[node] ?? 0;
    writer.signed(block - expected);
    expected = blockAfter(block, layer.size[node] ?? 0);
  }
}

function writeContents(writer: ByteWriter, layer: LayerIndex): void {
  for (const node of nodesThat(layer, isFile)) {
    if (layer.size[node] !== 0) writer.word(layer.content[node] ?? 0);
  }
}

function writeLinks(writer: ByteWriter, layer: LayerIndex): void {
  const ids = new IdWriter(writer);
  for (const node of nodesThat(layer, isLink)) ids.write((layer.link[node] ?? 0) - 1);
}

function writeDamage(writer: ByteWriter, { damage, moreDamage }: LayerIndex): void {
  writer.number(damage.length);
  for (const { kind: what, offset } of damage) {
    writer.number(damageKinds.indexOf(what));
    writer.number(offset);
  }
  writer.number(moreDamage);
}

function writeKept(writer: ByteWriter, { kept }: LayerIndex): void {
  writer.number(kept.length);
  for (const { node, content } of kept) {
    writer.number(node);
    writer.number(content.length);
    writer.bytes(content);
  }
}
