import { ByteReader, corrupt } from './byte-reader';
import { EMPTY_CONTENT } from './fingerprint';
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
import {
  AS_BEFORE,
  blockAfter,
  damageKinds,
  FIRST_BLOCK,
  FIRST_UNUSED,
  KNOWN_FLAGS,
  storedLayer,
  THE_ONE_BEFORE,
} from './stored-layer';

const WORDS_END = 2 ** 32;

/**
 * The index that `encodeLayer` stored. Throws `bad-archive` when the bytes are anything else: what it answers can be
 * trusted as if it had just been made, with every number inside its table and every parent before its children.
 */
export function decodeLayer(bytes: Uint8Array): LayerIndex {
  checkSeal(bytes, storedLayer.magic, storedLayer.version);
  const reader = new ByteReader(bytes, SEAL_LENGTH);
  const nodes = reader.below(Math.min(MOST_NODES, reader.left) + 1, 'nodes');
  if (nodes === 0) throw corrupt('has no root');
  const [entries, sizeBytes, replacedBytes] = [reader.number(), reader.sum(), reader.sum()];
  const names = readNames(reader);
  const links = readNames(reader);
  const owners = readOwners(reader);
  const parent = readParents(reader, nodes);
  const name = readNameIds(reader, nodes, names.ends.length);
  const flags = readFlags(reader, nodes);
  const members = readMembers(reader, flags, owners.length, links.ends.length);
  const layer: LayerIndex = {
    ...{ names, links, owners, parent, name, flags, entries, sizeBytes, replacedBytes },
    ...members,
    damage: [],
    moreDamage: 0,
    kept: [],
  };
  layer.damage = readDamage(reader);
  layer.moreDamage = reader.number();
  layer.kept = readKept(reader, flags);
  if (reader.left > 0) throw corrupt('goes on after its end');
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

function readParents(reader: ByteReader, nodes: number): Uint32Array {
  const parents = new Uint32Array(nodes);
  let before = 0;
  for (let node = 1; node < nodes; node += 1) {
    const back = reader.number();
    if (back > node) throw corrupt(`parent ${back} before ${node}`);
    if (back !== AS_BEFORE) before = back === THE_ONE_BEFORE ? node - 1 : node - back;
    parents[node] = before;
  }
  return parents;
}

/** Numbers of a table of `count` that mostly come in their order. */
class IdReader {
  readonly #reader: ByteReader;
  readonly #count: number;
  #unused = 0;

  constructor(reader: ByteReader, count: number) {
    this.#reader = reader;
    this.#count = count;
  }

  read(): number {
    const stored = this.#reader.number();
    const id = stored === FIRST_UNUSED ? this.#unused : stored - 1;
    if (id >= this.#count) throw corrupt(`name ${id} of ${this.#count}`);
    if (stored === FIRST_UNUSED) this.#unused += 1;
    return id;
  }
}

function readNameIds(reader: ByteReader, nodes: number, count: number): Uint32Array {
  const names = new Uint32Array(nodes);
  const ids = new IdReader(reader, count);
  for (let node = 1; node < nodes; node += 1) names[node] = ids.read();
  return names;
}

function readFlags(reader: ByteReader, nodes: number): Uint8Array {
  const flags = reader.bytes(nodes);
  for (let node = 0; node < nodes; node += 1) {
    if (((flags[node] as number) & ~KNOWN_FLAGS) !== 0) throw corrupt(`flags ${flags[node]}`);
  }
  const root = (flags[0] as number) & KIND_MASK;
  if (root !== kind.implied && root !== kind.directory) throw corrupt('its root is no folder');
  return flags;
}

type MemberColumns = Pick<LayerIndex, 'size' | 'owner' | 'mtime' | 'link' | 'block' | 'content'>;

/** The columns that only some nodes have. */
function readMembers(reader: ByteReader, flags: Uint8Array, owners: number, links: number): MemberColumns {
  const kinds = flags.map((flag) => flag & KIND_MASK);
  const columns = {
    owner: new Uint32Array(kinds.length),
    mtime: new Uint32Array(kinds.length),
    size: new Float64Array(kinds.length),
    block: new Uint32Array(kinds.length),
    content: new Uint32Array(kinds.length),
    link: new Uint32Array(kinds.length),
  };
  readOwnerIds(reader, kinds, columns.owner, owners);
  readTimes(reader, kinds, columns.mtime);
  for (let node = 0; node < kinds.length; node += 1) {
    if (kinds[node] === kind.file) columns.size[node] = reader.number();
  }
  readBlocks(reader, kinds, columns);
  readContents(reader, kinds, columns);
  const ids = new IdReader(reader, links);
  for (let node = 0; node < kinds.length; node += 1) {
    const made = kinds[node];
    if (made === kind.symbolicLink || made === kind.hardLink) columns.link[node] = ids.read() + 1;
  }
  return columns;
}

function readOwnerIds(reader: ByteReader, kinds: Uint8Array, owner: Uint32Array, owners: number): void {
  for (let node = 0; node < kinds.length; node += 1) {
    if (kinds[node] !== kind.implied) owner[node] = reader.below(owners, 'owner');
  }
}

function readTimes(reader: ByteReader, kinds: Uint8Array, mtime: Uint32Array): void {
  let time = 0;
  for (let node = 0; node < kinds.length; node += 1) {
    if (kinds[node] === kind.implied) continue;
    time += reader.signed();
    if (time < 0 || time >= WORDS_END) throw corrupt(`time ${time}`);
    mtime[node] = time;
  }
}

function readBlocks(reader: ByteReader, kinds: Uint8Array, { block, size }: MemberColumns): void {
  let expected = FIRST_BLOCK;
  for (let node = 0; node < kinds.length; node += 1) {
    if (kinds[node] === kind.implied) continue;
    const at = expected + reader.signed();
    if (at < 0 || at >= WORDS_END) throw corrupt(`block ${at}`);
    block[node] = at;
    expected = blockAfter(at, size[node] as number);
  }
}

function readContents(reader: ByteReader, kinds: Uint8Array, { content, size }: MemberColumns): void {
  for (let node = 0; node < kinds.length; node += 1) {
    if (kinds[node] === kind.file) content[node] = size[node] === 0 ? EMPTY_CONTENT : reader.word();
  }
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
    return { node, content: reader.bytes(reader.count('bytes of a kept file')) };
  });
}
