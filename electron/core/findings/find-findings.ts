import type { EndedFile, Findings, SecretKind } from '../../contract';
import { fate, type ImageTree } from '../image-tree/image-tree';
import { kind } from '../layer-index/layer-index';
import { adviceFor } from './advice';
import { cacheGroups, listCaches } from './caches/find-caches';
import { findDuplicates } from './duplicates';
import { endedFile, foundFile } from './found-file';
import { Largest } from './largest';
import { findSetuid, findWorldWritable } from './permissions';
import { secretVersions } from './secrets/secret-versions';
import { type VersionTable, versionTable } from './version-table';

/** Members of a list that are named; totals and bytes are of all. */
const LIMIT = 500;

/** What is worth knowing about an image. Lists end at 500 members, their figures are exact. */
export function findFindings(tree: ImageTree): Findings {
  const table = versionTable(tree);
  const secrets = secretVersions(tree);
  const caches = cacheGroups(tree, table);
  return {
    leaked: endedList(tree, table, secrets, tree.figures.leaked),
    secrets: visibleSecrets(tree, table, secrets),
    overwritten: endedList(tree, table, secrets, overwrittenVersions(tree, table)),
    caches: listCaches(caches, LIMIT),
    duplicates: findDuplicates(tree, table, LIMIT),
    setuid: findSetuid(tree, table, LIMIT),
    worldWritable: findWorldWritable(tree, table, LIMIT),
    advice: adviceFor(tree, table, caches),
  };
}

/** Likely secrets first, then by size. */
function endedList(
  tree: ImageTree,
  table: VersionTable,
  secrets: Map<number, SecretKind>,
  versions: Iterable<number>,
): { items: EndedFile[]; total: number; bytes: number } {
  const [likely, others] = [new Largest(LIMIT), new Largest(LIMIT)];
  for (const version of versions) {
    (secrets.has(version) ? likely : others).add(version, table.size[version] ?? 0);
  }
  const items = [...likely.items(), ...others.items()]
    .slice(0, LIMIT)
    .map((version) => endedFile(tree, table, version, secrets.get(version) ?? null));
  return { items, total: likely.total + others.total, bytes: likely.bytes + others.bytes };
}

/** What one member of a layer's tar took from another of the same is not among them: only one of the two is a version. */
function* overwrittenVersions(tree: ImageTree, table: VersionTable): Iterable<number> {
  for (let version = 0; version < tree.fate.length; version += 1) {
    const how = tree.fate[version];
    if (table.kind[version] !== kind.file) continue;
    if (how === fate.overwritten || how === fate.replaced) yield version;
  }
}

function visibleSecrets(
  tree: ImageTree,
  table: VersionTable,
  secrets: Map<number, SecretKind>,
): Findings['secrets'] {
  const largest = new Largest(LIMIT);
  for (const version of secrets.keys()) {
    if (tree.fate[version] === fate.visible) largest.add(version, table.size[version] ?? 0);
  }
  const items = largest.items().flatMap((version) => {
    const secret = secrets.get(version);
    return secret === undefined ? [] : [{ ...foundFile(tree, table, version), secret }];
  });
  return { items, total: largest.total, bytes: largest.bytes };
}
