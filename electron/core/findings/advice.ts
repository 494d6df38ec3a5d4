import type { Advice } from '../../contract';
import { fate, type ImageTree, NONE } from '../image-tree/image-tree';
import { displayPath } from '../image-tree/paths';
import { ownerOf } from '../image-tree/versions';
import { kind } from '../layer-index/layer-index';
import type { CacheGroup } from './caches/find-caches';
import { Largest } from './largest';
import { contentOf, type VersionTable } from './version-table';

/** Less is not worth a change. */
const LEAST_BYTES = 100_000;
const MOST_ADVICE = 100;
const MOST_PATHS = 5;
const MOST_LAYERS = 0x10000;

/**
 * What would make the image smaller, most bytes first. Every version counts in one piece of advice at most: removed ones
 * where they are removed, overwritten ones where they are written again, visible ones only as caches.
 */
export function adviceFor(tree: ImageTree, table: VersionTable, caches: CacheGroup[]): Advice[] {
  return [...endedAdvice(tree, table), ...cacheAdvice(caches)]
    .filter(({ bytes }) => bytes >= LEAST_BYTES)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, MOST_ADVICE);
}

type EndedAdvice = Exclude<Advice['advice'], 'clean-cache'>;

/** Versions of one layer that another one ended in one way. */
interface EndedGroup {
  advice: EndedAdvice;
  layer: number;
  endedBy: number;
  versions: Largest;
}

function endedAdvice(tree: ImageTree, table: VersionTable): Advice[] {
  const groups = new Map<string, Map<number, EndedGroup>>();
  for (let version = 0; version < tree.fate.length; version += 1) {
    const how = tree.fate[version] ?? fate.visible;
    if (how === fate.visible || table.kind[version] !== kind.file) continue;
    const [layer, endedBy] = [tree.layerOf[version] ?? 0, tree.end[version] ?? 0];
    const advice = adviceOf(tree, table, version);
    const ofAdvice = groups.get(advice) ?? new Map<number, EndedGroup>();
    groups.set(advice, ofAdvice);
    const key = layer * MOST_LAYERS + endedBy;
    const group = ofAdvice.get(key) ?? { advice, layer, endedBy, versions: new Largest(MOST_PATHS) };
    ofAdvice.set(key, group);
    group.versions.add(version, table.size[version] ?? 0);
  }
  return [...groups.values()].flatMap((ofAdvice) =>
    [...ofAdvice.values()].map((group) => asAdvice(tree, table, group)),
  );
}

function adviceOf(tree: ImageTree, table: VersionTable, version: number): EndedAdvice {
  const how = tree.fate[version];
  if (how === fate.removed || how === fate.hidden) return 'join';
  return isSameWithOtherOwner(tree, table, version) ? 'own-at-copy' : 'write-once';
}

/** Whether the version that took its place has the same content and differs in mode or owner. */
function isSameWithOtherOwner(tree: ImageTree, table: VersionTable, version: number): boolean {
  const newer = table.newer[version] ?? NONE;
  if (newer === NONE || tree.layerOf[newer] !== tree.end[version]) return false;
  if (table.kind[newer] !== kind.file || table.size[newer] !== table.size[version]) return false;
  if (contentOf(tree, newer) !== contentOf(tree, version)) return false;
  const [was, is] = [ownerOf(tree, version), ownerOf(tree, newer)];
  return was?.mode !== is?.mode || was?.uid !== is?.uid || was?.gid !== is?.gid;
}

function asAdvice(tree: ImageTree, table: VersionTable, group: EndedGroup): Advice {
  const { advice, layer, endedBy, versions } = group;
  const paths = versions.items().map((version) => displayPath(tree, table.node[version] ?? 0));
  const figures = { layer, bytes: versions.bytes, files: versions.total, paths };
  return advice === 'join'
    ? { advice, ...figures, removedBy: endedBy }
    : { advice, ...figures, rewrittenBy: endedBy };
}

/** One piece of advice for each layer and package manager; the paths are the caches' folders. */
function cacheAdvice(caches: CacheGroup[]): Advice[] {
  const largestFirst = [...caches].sort((a, b) => b.bytes - a.bytes);
  const advice = new Map<string, Extract<Advice, { advice: 'clean-cache' }>>();
  for (const { cache, layer, bytes, files, path } of largestFirst) {
    const key = `${cache} ${layer}`;
    const one = advice.get(key) ?? { advice: 'clean-cache', layer, cache, bytes: 0, files: 0, paths: [] };
    one.bytes += bytes;
    one.files += files;
    if (one.paths.length < MOST_PATHS) one.paths.push(path);
    advice.set(key, one);
  }
  return [...advice.values()];
}
