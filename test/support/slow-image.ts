import { Readable } from 'node:stream';
import { extract } from 'tar-stream';

/** What is at a path of a file system, by path without slashes around it. */
export interface SlowEntry {
  type: 'file' | 'folder' | 'symlink' | 'other';
  /** Bytes of a regular file; hard links have none. */
  size: number;
  layer: number;
}

export interface SlowImage {
  entries: number[];
  sizeBytes: number;
  visibleFiles: number;
  visibleBytes: number;
  unreachableBytes: number;
  unreachableOf: number[];
  /** `path layer size`, in no order. */
  leaked: string[];
  diveEfficiency: number;
  diveWastedBytes: number;
  /** The file system on top of each layer. */
  views: Map<string, SlowEntry>[];
}

interface Member {
  path: string;
  type: SlowEntry['type'];
  size: number;
}

interface SlowLayer {
  entries: number;
  sizeBytes: number;
  whiteouts: Set<string>;
  opaque: Set<string>;
  members: Map<string, SlowEntry>;
}

/**
 * The definitions of every figure once more, as plainly as they are written down and with no thought for speed: what the
 * analysis of random images is compared with. Takes the uncompressed tars of the layers, base first.
 */
export async function slowImage(tars: Uint8Array[]): Promise<SlowImage> {
  const layers = await Promise.all(tars.map(readLayer));
  const view = new Map<string, SlowEntry>();
  const views: SlowImage['views'] = [];
  const leaked: string[] = [];
  const versions = new Map<string, number[]>();
  for (const layer of layers) {
    addVersions(versions, layer, view);
    leaked.push(...removeFrom(view, layer));
    for (const [path, entry] of layer.members) lay(view, path, entry);
    views.push(new Map(view));
  }
  return { ...figures(layers, view), ...dive(versions), leaked, views };
}

function figures(layers: SlowLayer[], view: Map<string, SlowEntry>) {
  const visible = [...view.values()].filter(({ type }) => type === 'file');
  const unreachableOf = layers.map(
    ({ sizeBytes }, index) => sizeBytes - bytes(visible.filter(({ layer }) => layer === index)),
  );
  return {
    entries: layers.map(({ entries }) => entries),
    sizeBytes: sum(layers.map(({ sizeBytes }) => sizeBytes)),
    visibleFiles: visible.length,
    visibleBytes: bytes(visible),
    unreachableBytes: sum(unreachableOf),
    unreachableOf,
  };
}

function dive(versions: Map<string, number[]>) {
  const all = sum([...versions.values()].map(sum));
  const smallest = sum([...versions.values()].map((sizes) => Math.min(...sizes)));
  const wasted = sum([...versions.values()].filter(({ length }) => length > 1).map(sum));
  return { diveEfficiency: all === 0 ? 1 : smallest / all, diveWastedBytes: wasted };
}

/** Sizes of the leaf paths of a layer; `below` is the file system before it. */
function addVersions(versions: Map<string, number[]>, layer: SlowLayer, below: Map<string, SlowEntry>): void {
  const paths = [...layer.members.keys(), ...layer.whiteouts];
  const isLeaf = (path: string) => !paths.some((other) => isBelow(other, path));
  const add = (path: string, size: number) => versions.set(path, [...(versions.get(path) ?? []), size]);
  for (const [path, { size }] of layer.members) if (isLeaf(path)) add(path, size);
  for (const path of layer.whiteouts) {
    const inside = [...below].filter(([other]) => isBelow(other, path)).map(([, entry]) => entry);
    if (isLeaf(path)) add(path, below.get(path)?.type === 'folder' ? bytes(inside) : 0);
  }
}

/** What whiteouts and opaque markers take away; answers the files among it. */
function removeFrom(view: Map<string, SlowEntry>, layer: SlowLayer): string[] {
  const isRemoved = (path: string) =>
    [...layer.whiteouts].some((removed) => path === removed || isBelow(path, removed)) ||
    [...layer.opaque].some((folder) => isBelow(path, folder));
  const gone = [...view].filter(([path]) => isRemoved(path));
  for (const [path] of gone) view.delete(path);
  return gone
    .filter(([, { type }]) => type === 'file')
    .map(([path, { layer: shipped, size }]) => `${path} ${shipped} ${size}`);
}

/** Puts something at a path. What is no folder has nothing below it; a file above it becomes a folder. */
function lay(view: Map<string, SlowEntry>, path: string, entry: SlowEntry): void {
  if (entry.type !== 'folder') removeBelow(view, path);
  view.delete(path);
  view.set(path, entry);
  for (const above of ancestors(path)) {
    const type = view.get(above)?.type;
    if (type !== 'folder' && type !== 'symlink')
      view.set(above, { type: 'folder', size: 0, layer: entry.layer });
  }
}

function removeBelow(view: Map<string, SlowEntry>, path: string): void {
  for (const other of [...view.keys()]) if (isBelow(other, path)) view.delete(other);
}

async function readLayer(tar: Uint8Array, index: number): Promise<SlowLayer> {
  const read = await readMembers(tar);
  const layer: SlowLayer = {
    entries: read.length,
    sizeBytes: sum(read.map(({ type, size }) => (type === 'file' ? size : 0))),
    whiteouts: new Set(),
    opaque: new Set(),
    members: new Map(),
  };
  for (const { path, type, size } of read) {
    const [, folder = '', name = ''] = /^(?:(.*)\/)?([^/]*)$/.exec(path) ?? [];
    if (name === '.wh..wh..opq') layer.opaque.add(folder);
    else if (name.startsWith('.wh.')) layer.whiteouts.add(join(folder, name.slice(4)));
    else layOwn(layer.members, path, { type, size: type === 'file' ? size : 0, layer: index });
  }
  return layer;
}

/** As `lay`, but folders that are only named by paths are no members. */
function layOwn(members: Map<string, SlowEntry>, path: string, entry: SlowEntry): void {
  if (entry.type !== 'folder') removeBelow(members, path);
  members.delete(path);
  members.set(path, entry);
  for (const above of ancestors(path)) {
    const type = members.get(above)?.type;
    if (type === 'file' || type === 'other') members.delete(above);
  }
}

async function readMembers(tar: Uint8Array): Promise<Member[]> {
  const members: Member[] = [];
  for await (const entry of Readable.from([Buffer.from(tar)]).pipe(extract())) {
    const { name, type, size = 0 } = entry.header;
    const path = name
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/');
    members.push({ path, type: typeOf(type), size });
    entry.resume();
  }
  return members;
}

function typeOf(type: string | null | undefined): SlowEntry['type'] {
  if (type === 'file' || type === 'symlink') return type;
  return type === 'directory' ? 'folder' : 'other';
}

/** Everything is below the root, whose path is empty. */
const isBelow = (path: string, folder: string): boolean =>
  path !== folder && (folder === '' || path.startsWith(`${folder}/`));

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

function ancestors(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}

const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);
const bytes = (entries: SlowEntry[]): number => sum(entries.map(({ size }) => size));
