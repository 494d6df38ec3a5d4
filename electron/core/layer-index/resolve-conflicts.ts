import { KIND_MASK, kind, type LayerIndex, nodesOf } from './layer-index';

/**
 * Settles paths of one layer that cannot be there together: a file and something below it. As when a tar is unpacked,
 * the later member wins: what lies below a later file goes, and a file with something later below it becomes a folder.
 * Where a member stands in the tar says when it came. Symbolic links stay with what is below them: engines follow them.
 */
export function resolveConflicts(layer: LayerIndex): void {
  if (!hasConflict(layer)) return;
  const newest = newestBelow(layer);
  const hiddenUntil = new Uint32Array(nodesOf(layer));
  for (let node = 1; node < nodesOf(layer); node += 1) {
    const parent = layer.parent[node] ?? 0;
    const since = layer.block[parent] ?? 0;
    const above = hiddenUntil[parent] ?? 0;
    hiddenUntil[node] = blocksPath(layer, parent) && since > above ? since : above;
  }
  for (let node = 1; node < nodesOf(layer); node += 1) {
    const came = layer.block[node] ?? 0;
    const gone = came < (hiddenUntil[node] ?? 0) || (blocksPath(layer, node) && (newest[node] ?? 0) > came);
    if (gone && ((layer.flags[node] ?? 0) & KIND_MASK) !== kind.implied) forget(layer, node);
  }
}

/** Whether nothing can lie below a node of this kind. */
function blocksPath(layer: LayerIndex, node: number): boolean {
  const made = (layer.flags[node] ?? 0) & KIND_MASK;
  return made !== kind.implied && made !== kind.directory && made !== kind.symbolicLink;
}

function hasConflict(layer: LayerIndex): boolean {
  for (let node = 1; node < nodesOf(layer); node += 1) {
    if (blocksPath(layer, layer.parent[node] ?? 0)) return true;
  }
  return false;
}

/** For each node, where the latest member below it stands. */
function newestBelow(layer: LayerIndex): Uint32Array {
  const newest = new Uint32Array(nodesOf(layer));
  for (let node = nodesOf(layer) - 1; node > 0; node -= 1) {
    const parent = layer.parent[node] ?? 0;
    const latest = Math.max(newest[node] ?? 0, layer.block[node] ?? 0);
    if (latest > (newest[parent] ?? 0)) newest[parent] = latest;
  }
  return newest;
}

/** Its bytes were shipped and cannot be seen. */
function forget(layer: LayerIndex, node: number): void {
  const flags = layer.flags[node] ?? 0;
  if ((flags & KIND_MASK) === kind.file) layer.replacedBytes += layer.size[node] ?? 0;
  layer.flags[node] = flags & ~KIND_MASK;
  layer.size[node] = 0;
}
