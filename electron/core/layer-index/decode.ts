import { ByteReader, corrupt } from './byte-reader';
import { DecodedNodes } from './decoded-nodes';
import {
  type KeptFile,
  KIND_MASK,
  kind,
  type LayerDamage,
  type LayerIndex,
  MOST_NODES,
  type Owner,
} from './layer-index';
import type { Names } from './name-table';
import { checkSeal, SEAL_LENGTH } from './seal';
import { damageKinds, type StoredColumn, storedColumns, storedLayer } from './stored-layer';

/**
 * The index that `encodeLayer` stored. Throws `bad-archive` when the bytes are anything else: what it answers can be
 * trusted as if it had just been made, with every number inside its table and every parent before its children. `intact`
 * says that the bytes are known to be those that were stored, as what was packed is once it is unpacked.
 */
export function decodeLayer(bytes: Uint8Array, intact = false): LayerIndex {
  checkSeal(bytes, storedLayer, intact);
  const reader = new ByteReader(bytes, SEAL_LENGTH);
  const nodes = Math.min(reader.count('nodes'), MOST_NODES);
  if (nodes === 0) throw corrupt('has no root');
  const [entries, sizeBytes, replacedBytes] = [reader.number(), reader.sum(), reader.sum()];
  const names = readNames(reader);
  const links = readNames(reader);
  const owners = readOwners(reader);
  const decoded = new DecodedNodes(nodes, readColumns(reader));
  decoded.readAll({ names: names.ends.length, links: links.ends.length, owners: owners.length });
  const { parent, name, flags, size, owner, mtime, link, block, content } = decoded;
  const layer: LayerIndex = {
    ...{ names, links, owners, parent, name, flags, size, owner, mtime, link, block, content },
    ...{ entries, sizeBytes, replacedBytes },
    damage: readDamage(reader),
    moreDamage: reader.number(),
    kept: readKept(reader, flags),
  };
  reader.done();
  return layer;
}

function readNames(reader: ByteReader): Names {
  const ends = new Uint32Array(reader.count('names'));
  let end = 0;
  for (let id = 0; id < ends.length; id += 1) {
    end += reader.number();
    ends[id] = end;
  }
  return { ends, bytes: reader.bytes(end) };
}

function readOwners(reader: ByteReader): Owner[] {
  return Array.from({ length: reader.count('owners') }, () => ({
    mode: reader.below(0o10000, 'mode'),
    uid: reader.number(),
    gid: reader.number(),
  }));
}

function readColumns(reader: ByteReader): Record<StoredColumn, ByteReader> {
  const lengths = storedColumns.map((column) => [column, reader.number()] as const);
  const parts = lengths.map(([column, length]) => [column, reader.part(length)] as const);
  return Object.fromEntries(parts) as Record<StoredColumn, ByteReader>;
}

function readDamage(reader: ByteReader): LayerDamage[] {
  return Array.from({ length: reader.count('damage') }, () => {
    const what = damageKinds[reader.number()];
    if (what === undefined) throw corrupt('unknown damage');
    return { kind: what, offset: reader.number() };
  });
}

function readKept(reader: ByteReader, flags: Uint8Array): KeptFile[] {
  return Array.from({ length: reader.count('kept files') }, () => {
    const node = reader.below(flags.length, 'kept file');
    if (((flags[node] as number) & KIND_MASK) !== kind.file) throw corrupt('keeps what is no file');
    return { node, content: reader.bytes(reader.number()) };
  });
}
