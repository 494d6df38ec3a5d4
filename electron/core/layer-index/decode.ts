import { ByteReader, corrupt, toSigned } from './byte-reader';
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
  const name = new Uint32Array(nodes);
  readIds(reader, name, namedNodes(nodes), names.ends.length, 0);
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
  const lengths = reader.numbers(reader.count('names'));
  const ends = new Uint32Array(lengths.length);
  let end = 0;
  for (let id = 0; id < ends.length; id += 1) {
    end += lengths[id] as number;
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
  const stored = reader.numbers(nodes - 1);
  const parents = new Uint32Array(nodes);
  let before = 0;
  for (let node = 1; node < nodes; node += 1) {
    const back = stored[node - 1] as number;
    if (back > node) throw corrupt(`parent ${back} before ${node}`);
    if (back === THE_ONE_BEFORE) before = node - 1;
    else if (back !== AS_BEFORE) before = node - back;
    parents[node] = before;
  }
  return parents;
}

/** All but the root. */
const namedNodes = (nodes: number): Uint32Array =>
  new Uint32Array(nodes - 1).map((_zero, index) => index + 1);

/** Numbers of a table of `count`, which mostly come in their order, for these nodes of a column. */
function readIds(
  reader: ByteReader,
  column: Uint32Array,
  nodes: Uint32Array,
  count: number,
  base: number,
): void {
  const stored = reader.numbers(nodes.length);
  let unused = 0;
  for (let index = 0; index < stored.length; index += 1) {
    const code = stored[index] as number;
    const id = code === FIRST_UNUSED ? unused : code - 1;
    if (id >= count) throw corrupt(`name ${id} of ${count}`);
    if (code === FIRST_UNUSED) unused += 1;
    column[nodes[index] as number] = id + base;
  }
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
  const { length } = flags;
  const columns = {
    owner: new Uint32Array(length),
    mtime: new Uint32Array(length),
    size: new Float64Array(length),
    block: new Uint32Array(length),
    content: new Uint32Array(length),
    link: new Uint32Array(length),
  };
  const members = nodesWith(flags, ANY_MEMBER);
  const files = nodesWith(flags, 1 << kind.file);
  readOwnerIds(reader, members, columns.owner, owners);
  readTimes(reader, members, columns.mtime);
  const sizes = reader.numbers(files.length);
  for (let index = 0; index < files.length; index += 1) {
    columns.size[files[index] as number] = sizes[index] as number;
  }
  readBlocks(reader, members, columns);
  readContents(reader, files, columns);
  readIds(reader, columns.link, nodesWith(flags, ANY_LINK), links, 1);
  return columns;
}

const ANY_MEMBER = 0xff & ~(1 << kind.implied);
const ANY_LINK = (1 << kind.symbolicLink) | (1 << kind.hardLink);

/** The nodes whose kind is one of these, a bit each. */
function nodesWith(flags: Uint8Array, kinds: number): Uint32Array {
  const nodes = new Uint32Array(flags.length);
  let count = 0;
  for (let node = 0; node < flags.length; node += 1) {
    if ((kinds & (1 << ((flags[node] as number) & KIND_MASK))) === 0) continue;
    nodes[count] = node;
    count += 1;
  }
  return nodes.subarray(0, count);
}

function readOwnerIds(reader: ByteReader, members: Uint32Array, owner: Uint32Array, owners: number): void {
  const ids = reader.numbers(members.length);
  for (let index = 0; index < ids.length; index += 1) {
    const id = ids[index] as number;
    if (id >= owners) throw corrupt(`owner ${id} of ${owners}`);
    owner[members[index] as number] = id;
  }
}

function readTimes(reader: ByteReader, members: Uint32Array, mtime: Uint32Array): void {
  const steps = reader.numbers(members.length);
  let time = 0;
  for (let index = 0; index < steps.length; index += 1) {
    time += toSigned(steps[index] as number);
    if (time < 0 || time >= WORDS_END) throw corrupt(`time ${time}`);
    mtime[members[index] as number] = time;
  }
}

function readBlocks(reader: ByteReader, members: Uint32Array, { block, size }: MemberColumns): void {
  const steps = reader.numbers(members.length);
  let expected = FIRST_BLOCK;
  for (let index = 0; index < steps.length; index += 1) {
    const node = members[index] as number;
    const at = expected + toSigned(steps[index] as number);
    if (at < 0 || at >= WORDS_END) throw corrupt(`block ${at}`);
    block[node] = at;
    expected = blockAfter(at, size[node] as number);
  }
}

function readContents(reader: ByteReader, files: Uint32Array, { content, size }: MemberColumns): void {
  let filled = 0;
  for (let index = 0; index < files.length; index += 1) if (size[files[index] as number] !== 0) filled += 1;
  const words = reader.words(filled);
  let next = 0;
  for (let index = 0; index < files.length; index += 1) {
    const node = files[index] as number;
    const isEmpty = size[node] === 0;
    content[node] = isEmpty ? EMPTY_CONTENT : (words[next] as number);
    if (!isEmpty) next += 1;
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
