import type { FileKind, PathChange } from '../../contract';
import { KIND_MASK, type Kind, kind, type LayerIndex, type Owner } from '../layer-index/layer-index';
import { bytesOf } from '../layer-index/name-table';
import { type ImageTree, isFolder } from './image-tree';
import { displayName } from './paths';

/** What is asked of every version for every view, read once: kind and size by version. */
export interface VersionColumns {
  kind: Uint8Array;
  size: Float64Array;
}

export function versionColumns(tree: ImageTree): VersionColumns {
  const count = tree.layerOf.length;
  const columns = { kind: new Uint8Array(count), size: new Float64Array(count) };
  for (let version = 0; version < count; version += 1) {
    const layer = layerOfVersion(tree, version);
    const node = tree.nodeIn[version] ?? 0;
    columns.kind[version] = (layer.flags[node] ?? 0) & KIND_MASK;
    columns.size[version] = layer.size[node] ?? 0;
  }
  return columns;
}

export function layerOfVersion(tree: ImageTree, version: number): LayerIndex {
  const layer = tree.layers[tree.layerOf[version] ?? 0];
  if (layer) return layer;
  throw new RangeError(`no version ${version}`);
}

/** Mode and owner; null for a folder that no layer describes. */
export function ownerOf(tree: ImageTree, version: number): Owner | null {
  const layer = layerOfVersion(tree, version);
  const node = tree.nodeIn[version] ?? 0;
  if (((layer.flags[node] ?? 0) & KIND_MASK) === kind.implied) return null;
  return layer.owners[layer.owner[node] ?? 0] ?? null;
}

/** Seconds since 1970. */
export const mtimeOfVersion = (tree: ImageTree, version: number): number =>
  layerOfVersion(tree, version).mtime[tree.nodeIn[version] ?? 0] ?? 0;

/** Raw target of a link; empty for everything else. */
export function linkBytes(tree: ImageTree, version: number): Uint8Array {
  const layer = layerOfVersion(tree, version);
  const link = layer.link[tree.nodeIn[version] ?? 0] ?? 0;
  return link === 0 ? new Uint8Array(0) : bytesOf(layer.links, link - 1);
}

export const linkOf = (tree: ImageTree, version: number): string => displayName(linkBytes(tree, version));

const fileKinds: Record<Kind, FileKind> = {
  [kind.implied]: 'directory',
  [kind.file]: 'file',
  [kind.directory]: 'directory',
  [kind.symbolicLink]: 'symlink',
  [kind.hardLink]: 'hardlink',
  [kind.characterDevice]: 'char',
  [kind.blockDevice]: 'block',
  [kind.fifo]: 'fifo',
};

export const fileKindOf = (made: number): FileKind => fileKinds[made as Kind] ?? 'file';

/**
 * What one version changed of another: `content` for another type, size, content or link target, else `metadata`.
 * Contents are compared by size and fingerprint, so a file that was only touched is `metadata`.
 */
export function changeBetween(
  tree: ImageTree,
  before: number,
  after: number,
): 'content' | 'metadata' | 'same' {
  const [older, newer] = [layerOfVersion(tree, before), layerOfVersion(tree, after)];
  const [from, to] = [tree.nodeIn[before] ?? 0, tree.nodeIn[after] ?? 0];
  const was = ((older.flags[from] ?? 0) & KIND_MASK) as Kind;
  const is = ((newer.flags[to] ?? 0) & KIND_MASK) as Kind;
  if (isFolder(was) && isFolder(is)) return sameMetadata(tree, before, after) ? 'same' : 'metadata';
  if (was !== is || older.size[from] !== newer.size[to] || older.content[from] !== newer.content[to])
    return 'content';
  const linked = is === kind.symbolicLink || is === kind.hardLink;
  if (linked && !Buffer.from(linkBytes(tree, before)).equals(linkBytes(tree, after))) return 'content';
  return 'metadata';
}

/** An engine writes a folder again whenever something in it changes: only another mode, owner or time is a change. */
function sameMetadata(tree: ImageTree, before: number, after: number): boolean {
  const [was, is] = [ownerOf(tree, before), ownerOf(tree, after)];
  if (was === null || is === null) return true;
  const sameOwner = was.mode === is.mode && was.uid === is.uid && was.gid === is.gid;
  return sameOwner && mtimeOfVersion(tree, before) === mtimeOfVersion(tree, after);
}

/** Changes as small numbers, for columns. */
export const pathChanges: readonly PathChange[] = [
  'same',
  'added',
  'content',
  'metadata',
  'removed',
  'below',
];
export const changeCode = {
  same: 0,
  added: 1,
  content: 2,
  metadata: 3,
  removed: 4,
  below: 5,
} as const satisfies Record<PathChange, number>;
