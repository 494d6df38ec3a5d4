import { KIND_MASK, kind, kindOf, type LayerIndex, nodesOf } from './layer-index';

/**
 * Settles paths of one layer that cannot be there together, as when a tar is unpacked: whatever is no folder removes
 * what came before it at and below its path, and something below a file makes a folder of that file. Symbolic links
 * stay with what comes below them later: engines follow them. Where a member stands in the tar says when it came.
 *
 * `cleared` says of folders where in the tar something stood at their path that was no folder; 0 for none, and shorter
 * than the layer when there are no further ones.
 */
export function resolveConflicts(layer: LayerIndex, cleared: Uint32Array): void {
  if (cleared.length === 0 && !hasConflict(layer)) return;
  const hidden = hiddenUntil(layer, cleared);
  const newest = newestBelow(layer);
  for (let node = 1; node < nodesOf(layer); node += 1) {
    if (kindOf(layer, node) === kind.implied) continue;
    const came = layer.block[node] ?? 0;
    const becameFolder = isSolid(layer, node) && (newest[node] ?? 0) > came;
    if (becameFolder || came < (hidden[node] ?? 0)) forget(layer, node);
  }
  layer.kept = layer.kept.filter(({ node }) => kindOf(layer, node) === kind.file);
}

/** Whether it removes what was below its path when it came. */
function isNoFolder(layer: LayerIndex, node: number): boolean {
  const made = kindOf(layer, node);
  return made !== kind.implied && made !== kind.directory;
}

/** Whether nothing can lie below it afterwards either. */
const isSolid = (layer: LayerIndex, node: number): boolean =>
  isNoFolder(layer, node) && kindOf(layer, node) !== kind.symbolicLink;

function hasConflict(layer: LayerIndex): boolean {
  for (let node = 1; node < nodesOf(layer); node += 1) {
    if (isNoFolder(layer, layer.parent[node] ?? 0)) return true;
  }
  return false;
}

/** For each node, up to where in the tar members at its path were removed by something above it. */
function hiddenUntil(layer: LayerIndex, cleared: Uint32Array): Uint32Array {
  const hidden = new Uint32Array(nodesOf(layer));
  for (let node = 1; node < nodesOf(layer); node += 1) {
    const parent = layer.parent[node] ?? 0;
    const byParent = isNoFolder(layer, parent) ? (layer.block[parent] ?? 0) : (cleared[parent] ?? 0);
    hidden[node] = Math.max(hidden[parent] ?? 0, byParent);
  }
  return hidden;
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

/** Its bytes were shipped and cannot be seen; the node stays for what its path means to other layers. */
function forget(layer: LayerIndex, node: number): void {
  layer.replacedBytes += layer.size[node] ?? 0;
  layer.flags[node] = (layer.flags[node] ?? 0) & ~KIND_MASK;
  for (const column of [layer.size, layer.owner, layer.mtime, layer.link, layer.block, layer.content]) {
    column[node] = 0;
  }
}
