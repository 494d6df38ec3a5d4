import type { SecretKind } from '../../../contract';
import { type ImageTree, kindOfVersion } from '../../image-tree/image-tree';
import { kind } from '../../layer-index/layer-index';
import { keptSecret } from './judge-secret';

/** Versions that hold secrets, with their kinds, from what was kept while their layers passed by. */
export function secretVersions(tree: ImageTree): Map<number, SecretKind> {
  const byNode = tree.layers.map((layer) => secretNodes(layer.kept));
  const secrets = new Map<number, SecretKind>();
  if (byNode.every((nodes) => nodes.size === 0)) return secrets;
  for (let version = 0; version < tree.layerOf.length; version += 1) {
    const found = byNode[tree.layerOf[version] ?? 0]?.get(tree.nodeIn[version] ?? 0);
    if (found !== undefined && kindOfVersion(tree, version) === kind.file) secrets.set(version, found);
  }
  return secrets;
}

function secretNodes(kept: { node: number; content: Uint8Array }[]): Map<number, SecretKind> {
  const nodes = new Map<number, SecretKind>();
  for (const { node, content } of kept) {
    const found = keptSecret(content);
    if (found !== null) nodes.set(node, found);
  }
  return nodes;
}
