import { ByteWriter } from './byte-writer';
import { type Free, keepAll } from './columns';
import { kind, kindOf, type LayerIndex, nodesOf } from './layer-index';
import { type Names, startOf } from './name-table';
import { SEAL_LENGTH, seal } from './seal';
import {
  AS_BEFORE,
  blockAfter,
  damageKinds,
  FIRST_BLOCK,
  FIRST_UNUSED,
  type StoredColumn,
  storedColumns,
  storedLayer,
  THE_ONE_BEFORE,
} from './stored-layer';

export { decodeLayer } from './decode';

/** Hardly any number takes more, and memory that is not touched costs nothing. */
const MOST_NUMBER_BYTES = 5;
const MOST_NODE_BYTES = storedColumns.length * MOST_NUMBER_BYTES;

/**
 * Bytes of a layer's index for the cache on disk, to be compressed by the caller; `stored-layer.ts` says what they mean.
 * `decodeLayer` makes the same index of them. `free` is told of memory that was needed on the way.
 */
export function encodeLayer(layer: LayerIndex, free: Free = keepAll): Uint8Array {
  const writer = new ByteWriter(nodesOf(layer) * MOST_NODE_BYTES + layer.names.bytes.length);
  writer.bytes(new Uint8Array(SEAL_LENGTH));
  writer.number(nodesOf(layer));
  writer.number(layer.entries);
  writer.sum(layer.sizeBytes);
  writer.sum(layer.replacedBytes);
  writeNames(writer, layer.names);
  writeNames(writer, layer.links);
  writeOwners(writer, layer);
  writeColumns(writer, layer, free);
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

function writeColumns(writer: ByteWriter, layer: LayerIndex, free: Free): void {
  const column = () => new ByteWriter(nodesOf(layer) * MOST_NUMBER_BYTES);
  const columns: Record<StoredColumn, ByteWriter> = {
    ...{ flags: column(), parent: column(), name: column() },
    ...{ owner: column(), mtime: column(), block: column() },
    ...{ size: column(), content: column(), link: column() },
  };
  columns.flags.bytes(layer.flags);
  writePaths(columns, layer);
  writeMembers(columns, layer);
  const parts = storedColumns.map((column) => columns[column].result());
  for (const part of parts) writer.number(part.length);
  for (const part of parts) {
    writer.bytes(part);
    free(part);
  }
}

type Columns = Record<StoredColumn, ByteWriter>;

function writePaths(columns: Columns, layer: LayerIndex): void {
  const ids = new IdWriter(columns.name);
  for (let node = 1; node < nodesOf(layer); node += 1) {
    const parent = layer.parent[node] ?? 0;
    if (parent === (layer.parent[node - 1] ?? 0)) columns.parent.number(AS_BEFORE);
    else columns.parent.number(parent === node - 1 ? THE_ONE_BEFORE : node - parent);
    ids.write(layer.name[node] ?? 0);
  }
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

function writeMembers(columns: Columns, layer: LayerIndex): void {
  const links = new IdWriter(columns.link);
  let time = 0;
  let expectedBlock = FIRST_BLOCK;
  for (let node = 0; node < nodesOf(layer); node += 1) {
    const made = kindOf(layer, node);
    if (made === kind.implied) continue;
    const [mtime, size, block] = [layer.mtime[node] ?? 0, layer.size[node] ?? 0, layer.block[node] ?? 0];
    columns.owner.number(layer.owner[node] ?? 0);
    columns.mtime.signed(mtime - time);
    columns.block.signed(block - expectedBlock);
    if (made === kind.file) writeFile(columns, size, layer.content[node] ?? 0);
    if (made === kind.symbolicLink || made === kind.hardLink) links.write((layer.link[node] ?? 0) - 1);
    time = mtime;
    expectedBlock = blockAfter(block, size);
  }
}

function writeFile(columns: Columns, size: number, content: number): void {
  columns.size.number(size);
  if (size !== 0) columns.content.word(content);
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
