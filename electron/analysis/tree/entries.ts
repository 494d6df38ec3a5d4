import { type ImageTree, NONE, versionAt } from '../../core/image-tree/image-tree';
import { displayName, displayPath } from '../../core/image-tree/paths';
import { changeBetween, fileKindOf, linkOf } from '../../core/image-tree/versions';
import { kind, kindOf, type LayerIndex, nodesOf, OPAQUE, WHITEOUT } from '../../core/layer-index/layer-index';
import { bytesOf } from '../../core/layer-index/name-table';
import type { LayerEntry, LeakedFile } from '../protocol';

/** Versions that were taken away in a later layer and are still in the image. */
export function leakedFiles(tree: ImageTree): LeakedFile[] {
  const nodes = nodesOfVersions(tree);
  return [...tree.figures.leaked].map((version) => {
    const layer = tree.layerOf[version] ?? 0;
    const size = tree.layers[layer]?.size[tree.nodeIn[version] ?? 0] ?? 0;
    return { path: displayPath(tree, nodes[version] ?? 0), layer, size };
  });
}

/** The node of each version: the tree knows only the other way. */
function nodesOfVersions(tree: ImageTree): Uint32Array {
  const nodes = new Uint32Array(tree.layerOf.length);
  for (let node = 0; node < tree.newest.length; node += 1) {
    for (let version = tree.newest[node] ?? NONE; version !== NONE; version = tree.older[version] ?? NONE) {
      nodes[version] = node;
    }
  }
  return nodes;
}

/** Members of a layer in the order in which their paths first came, whiteouts and opaque markers included. */
export function* entriesOf(tree: ImageTree, index: number): Generator<LayerEntry> {
  const layer = tree.layers[index];
  if (!layer) return;
  const nodes = nodesOfVersions(tree);
  const versions = versionsOf(tree, index, nodesOf(layer));
  for (let own = 0; own < nodesOf(layer); own += 1) {
    const flags = layer.flags[own] ?? 0;
    const path = pathIn(layer, own);
    if ((flags & WHITEOUT) !== 0) yield marker(index, path, 'whiteout', 'removed');
    if ((flags & OPAQUE) !== 0) yield marker(index, path, 'opaque', 'opaque');
    if (kindOf(layer, own) === kind.implied) continue;
    const version = versions[own] ?? NONE;
    if (version !== NONE) yield entryOf(tree, version, nodes[version] ?? 0, path);
  }
}

function entryOf(tree: ImageTree, version: number, node: number, path: string): LayerEntry {
  const index = tree.layerOf[version] ?? 0;
  const layer = tree.layers[index];
  const own = tree.nodeIn[version] ?? 0;
  const owner = layer?.owners[layer.owner[own] ?? 0];
  const before = index === 0 ? NONE : versionAt(tree, node, index - 1);
  return {
    layer: index,
    path,
    type: fileKindOf(layer ? kindOf(layer, own) : kind.file),
    size: layer?.size[own] ?? 0,
    mode: owner?.mode ?? 0,
    uid: owner?.uid ?? 0,
    gid: owner?.gid ?? 0,
    linkname: linkOf(tree, version),
    change: before === NONE ? 'added' : changeBetween(tree, before, version),
  };
}

const marker = (layer: number, path: string, type: string, change: string): LayerEntry => ({
  layer,
  path,
  type,
  size: 0,
  mode: 0,
  uid: 0,
  gid: 0,
  linkname: '',
  change,
});

/** The version that each node of a layer became. */
function versionsOf(tree: ImageTree, index: number, count: number): Uint32Array {
  const versions = new Uint32Array(count).fill(NONE);
  for (let version = 0; version < tree.layerOf.length; version += 1) {
    if (tree.layerOf[version] === index) versions[tree.nodeIn[version] ?? 0] = version;
  }
  return versions;
}

function pathIn(layer: LayerIndex, node: number): string {
  const parts: string[] = [];
  for (let at = node; at !== 0; at = layer.parent[at] ?? 0)
    parts.push(displayName(bytesOf(layer.names, layer.name[at] ?? 0)));
  return parts.reverse().join('/');
}
