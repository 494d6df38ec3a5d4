import type { Findings } from '../../../contract';
import { type ImageTree, NONE } from '../../image-tree/image-tree';
import { displayPath, pathBytes } from '../../image-tree/paths';
import { linkBytes } from '../../image-tree/versions';
import { kind } from '../../layer-index/layer-index';
import { Largest } from '../largest';
import type { VersionTable } from '../version-table';
import { type CacheFolders, cacheFolders } from './cache-folders';

/** What one layer left in the folder of a cache. */
export type CacheGroup = Findings['caches']['items'][number];

/**
 * Visible files in folders of caches, by folder and layer. What a hard link outside of the cache shares is not counted:
 * conda's environments link to its package cache, and removing that frees nothing of it.
 */
export function cacheGroups(tree: ImageTree, table: VersionTable): CacheGroup[] {
  const folders = cacheFolders(tree);
  if (folders.kinds.size === 0) return [];
  const linked = linkedFromOutside(tree, table, folders);
  const groups = new Map<number, CacheGroup>();
  for (let node = 1; node < folders.folderOf.length; node += 1) {
    const folder = folders.folderOf[node] ?? 0;
    const version = table.visible[node] ?? NONE;
    if (folder === 0 || version === NONE || table.kind[version] !== kind.file) continue;
    if (linked.size > 0 && linked.has(latin1(pathBytes(tree, node)))) continue;
    const group = groupOf(tree, folders, folder, tree.layerOf[version] ?? 0, groups);
    group.files += 1;
    group.bytes += table.size[version] ?? 0;
  }
  return [...groups.values()].filter(({ bytes }) => bytes > 0);
}

/** The largest groups, and figures of all. */
export function listCaches(groups: CacheGroup[], limit: number): Findings['caches'] {
  const largest = new Largest(limit);
  groups.forEach((group, index) => {
    largest.add(index, group.bytes);
  });
  const items = largest.items().flatMap((index) => groups[index] ?? []);
  return { items, total: largest.total, bytes: largest.bytes };
}

const MOST_LAYERS = 0x10000;

function groupOf(
  tree: ImageTree,
  { kinds }: CacheFolders,
  node: number,
  layer: number,
  groups: Map<number, CacheGroup>,
): CacheGroup {
  const key = node * MOST_LAYERS + layer;
  const known = groups.get(key);
  if (known) return known;
  const cache = kinds.get(node) ?? 'other';
  const group = { cache, path: displayPath(tree, node), node, layer, files: 0, bytes: 0 };
  groups.set(key, group);
  return group;
}

/** Paths, as latin1, that visible hard links outside of all caches lead to. */
function linkedFromOutside(tree: ImageTree, table: VersionTable, { folderOf }: CacheFolders): Set<string> {
  const targets = new Set<string>();
  for (let node = 1; node < folderOf.length; node += 1) {
    const version = table.visible[node] ?? NONE;
    if (folderOf[node] !== 0 || version === NONE || table.kind[version] !== kind.hardLink) continue;
    targets.add(latin1(linkBytes(tree, version)).replace(/^(?:\.?\/)+/, ''));
  }
  return targets;
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
