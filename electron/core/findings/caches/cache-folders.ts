import type { CacheKind } from '../../../contract';
import type { ImageTree } from '../../image-tree/image-tree';
import { nameBytes } from '../../image-tree/paths';
import { hashOfName, nameHash } from '../name-hash';
import { ANY_VERSION, type CacheRule, cacheRules } from './rules';

export interface CacheFolders {
  /** By node: the cache's folder that it lies in or is, 0 for none. */
  folderOf: Uint32Array;
  kinds: Map<number, CacheKind>;
}

const rulesByHash = new Map<number, CacheRule[]>();
for (const rule of cacheRules) {
  const hash = hashOfName(rule.parts[0] ?? '');
  rulesByHash.set(hash, [...(rulesByHash.get(hash) ?? []), rule]);
}

/** Finds the folders of caches; a cache within another belongs to the outer one. */
export function cacheFolders(tree: ImageTree): CacheFolders {
  const found: CacheFolders = { folderOf: new Uint32Array(tree.parent.length), kinds: new Map() };
  const rulesOfName = rulesByName(tree);
  // A parent has a smaller number than its children, so what it lies in is known.
  for (let node = 1; node < tree.parent.length; node += 1) {
    const outer = found.folderOf[tree.parent[node] ?? 0] ?? 0;
    if (outer !== 0) found.folderOf[node] = outer;
    else enter(tree, node, rulesOfName.get(tree.name[node] ?? 0), found);
  }
  return found;
}

function enter(tree: ImageTree, node: number, rules: CacheRule[] | undefined, found: CacheFolders): void {
  const rule = rules?.find((one) => fits(tree, node, one));
  if (rule === undefined) return;
  found.folderOf[node] = node;
  found.kinds.set(node, rule.cache);
}

/** Rules by the number of the name that their last part is. */
function rulesByName({ names }: ImageTree): Map<number, CacheRule[]> {
  const rules = new Map<number, CacheRule[]>();
  let start = 0;
  names.ends.forEach((end, name) => {
    const fitting = rulesByHash.get(nameHash(names.bytes, start, end));
    if (fitting) rules.set(name, fitting);
    start = end;
  });
  return rules;
}

function fits(tree: ImageTree, node: number, { parts, fromRoot }: CacheRule): boolean {
  let at = node;
  for (const part of parts) {
    if (at === 0 || !isNamed(tree, at, part)) return false;
    at = tree.parent[at] ?? 0;
  }
  return !fromRoot || at === 0;
}

function isNamed(tree: ImageTree, node: number, part: string): boolean {
  const name = Buffer.from(nameBytes(tree, node)).toString('latin1');
  return part === ANY_VERSION ? /^\d/.test(name) : name === part;
}
