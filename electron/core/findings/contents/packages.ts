import type { ImageContents } from '../../../contract';
import { type ImageTree, kindOfVersion, NONE } from '../../image-tree/image-tree';
import { displayName } from '../../image-tree/paths';
import { kind } from '../../layer-index/layer-index';
import { visibleVersion } from '../version-table';
import type { KeptContents } from './kept-contents';
import {
  databases,
  dpkgFolder,
  type ListedPackage,
  listedPackages,
  type PackageManager,
} from './package-databases';
import type { PathResolver } from './path-resolver';

type Package = ImageContents['packages'][number];

/** Packages of the final file system by name, each with the first layer whose database lists it in this version. */
export function readPackages(tree: ImageTree, kept: KeptContents, files: DatabaseFile[]): Package[] {
  const found = files.flatMap((file) => packagesOf(tree, kept, file));
  return found.sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** A file that lists packages, in the final file system. */
export interface DatabaseFile {
  manager: PackageManager;
  node: number;
}

/** Alpine's database is one file even where `lib` leads to `usr/lib`. */
export function databaseFiles(tree: ImageTree, paths: PathResolver): DatabaseFile[] {
  const managers = Object.keys(databases) as PackageManager[];
  const single = managers.flatMap((manager) =>
    [...new Set(databases[manager].map((path) => paths.file(path)))].flatMap((node) =>
      node === null ? [] : [{ manager, node }],
    ),
  );
  const folder = paths.resolve(dpkgFolder);
  const many = folder === null ? [] : filesIn(tree, folder);
  return [...single, ...many.map((node) => ({ manager: 'dpkg' as const, node }))];
}

function filesIn(tree: ImageTree, folder: number): number[] {
  const files: number[] = [];
  for (let child = tree.firstChild[folder] ?? 0; child !== 0; child = tree.nextSibling[child] ?? 0) {
    const version = visibleVersion(tree, child);
    if (version !== NONE && kindOfVersion(tree, version) === kind.file) files.push(child);
  }
  return files;
}

function packagesOf(tree: ImageTree, kept: KeptContents, { manager, node }: DatabaseFile): Package[] {
  const visible = visibleVersion(tree, node);
  const listed = listedPackages(kept.of(visible));
  if (listed.length === 0) return [];
  const layers = new Map(listed.map((one) => [keyOf(one), tree.layerOf[visible] ?? 0]));
  // Newest first, so that the oldest has the last word.
  for (let version = visible; version !== NONE; version = tree.older[version] ?? NONE) {
    for (const one of listedPackages(kept.of(version))) {
      if (layers.has(keyOf(one))) layers.set(keyOf(one), tree.layerOf[version] ?? 0);
    }
  }
  return listed.map((one) => ({
    manager,
    name: forPeople(one.name),
    version: forPeople(one.version),
    architecture: forPeople(one.architecture),
    layer: layers.get(keyOf(one)) ?? 0,
  }));
}

const keyOf = ({ name, version, architecture }: ListedPackage): string =>
  `${name}\t${version}\t${architecture}`;
const forPeople = (value: string): string => displayName(Buffer.from(value, 'utf8'));
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
