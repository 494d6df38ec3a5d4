import { ByteReader, corrupt } from '../layer-index/byte-reader';
import { type LayerIndex, nodesOf } from '../layer-index/layer-index';
import { checkSeal, SEAL_LENGTH } from '../layer-index/seal';
import { fate, type ImageTree, NEVER, type TreeFigures } from './image-tree';
import { JoinedNames } from './joined-names';
import { JoinedPaths } from './joined-paths';
import { type StoredTreeColumn, storedTree, storedTreeColumns } from './stored-tree';

const LAST_FATE = Math.max(...Object.values(fate));

/**
 * The tree that `encodeTree` stored, of the same layers. Throws `bad-archive` when the bytes are anything else, or the
 * layers are others: every number is inside its table, so that nothing that reads it can fall over. `intact` as for
 * `decodeLayer`.
 */
export function decodeTree(bytes: Uint8Array, layers: LayerIndex[], intact = false): ImageTree {
  checkSeal(bytes, storedTree, intact);
  const reader = new ByteReader(bytes, SEAL_LENGTH);
  checkLayers(reader, layers);
  const most = 1 + layers.reduce((sum, layer) => sum + nodesOf(layer), 0);
  const [paths, versions] = [reader.below(most + 1, 'paths'), reader.below(most + 1, 'versions')];
  const names = new JoinedNames(layers, { count: reader.number(), bytes: reader.number() });
  const joined = new JoinedPaths({ paths, versions });
  const columns = readColumns(reader);
  const numbers = layers.map((layer, index) => {
    const ids = joined.isEmpty ? names.begin(layer) : names.add(layer, columns.names);
    return { names: ids, paths: joined.add({ layer, index, names: ids, columns }) };
  });
  for (const column of Object.values(columns)) column.done();
  const { parent, name, firstChild, nextSibling, newest, older, layerOf, nodeIn } = joined.finish();
  const tree: ImageTree = {
    ...{ layers, numbers, names: names.finish() },
    ...{ parent, name, firstChild, nextSibling, newest, older, layerOf, nodeIn },
    ...readEnds(reader, versions, layers.length),
    opaque: readOpaque(reader, paths, layers.length),
    figures: readFigures(reader, versions, layers.length),
  };
  reader.done();
  return tree;
}

function checkLayers(reader: ByteReader, layers: LayerIndex[]): void {
  const same =
    reader.number() === layers.length && layers.every((layer) => reader.number() === nodesOf(layer));
  if (!same) throw corrupt('a tree of other layers');
}

function readColumns(reader: ByteReader): Record<StoredTreeColumn, ByteReader> {
  const lengths = storedTreeColumns.map((column) => [column, reader.number()] as const);
  const parts = lengths.map(([column, length]) => [column, reader.part(length)] as const);
  return Object.fromEntries(parts) as Record<StoredTreeColumn, ByteReader>;
}

function readEnds(reader: ByteReader, versions: number, layers: number): Pick<ImageTree, 'end' | 'fate'> {
  const end = new Uint16Array(versions).fill(NEVER);
  const fates = new Uint8Array(versions);
  let version = 0;
  for (let left = reader.below(versions + 1, 'ended versions'); left > 0; left -= 1) {
    version += reader.number();
    if (version >= versions) throw corrupt(`version ${version} of ${versions}`);
    end[version] = reader.below(layers, 'layer');
    fates[version] = reader.below(LAST_FATE + 1, 'fate');
  }
  return { end, fate: fates };
}

function readOpaque(reader: ByteReader, paths: number, layers: number): Uint32Array {
  const opaque = new Uint32Array(reader.count('opaque folders'));
  for (let index = 0; index < opaque.length; index += 1) {
    opaque[index] = index % 2 === 0 ? reader.below(paths, 'path') : reader.below(layers, 'layer');
  }
  return opaque;
}

function readFigures(reader: ByteReader, versions: number, layers: number): TreeFigures {
  const [sizeBytes, visibleFiles, visibleBytes] = [reader.sum(), reader.sum(), reader.sum()];
  const unreachableBytes = reader.sum();
  const unreachableOf = Float64Array.from({ length: layers }, () => reader.sum());
  const [diveEfficiency, diveWastedBytes, leakedBytes] = [reader.sum(), reader.sum(), reader.sum()];
  const leaked = new Uint32Array(reader.below(versions + 1, 'leaked versions'));
  for (let index = 0; index < leaked.length; index += 1) leaked[index] = reader.below(versions, 'version');
  return {
    ...{ sizeBytes, visibleFiles, visibleBytes, unreachableBytes, unreachableOf },
    ...{ diveEfficiency, diveWastedBytes, leaked, leakedBytes },
  };
}
