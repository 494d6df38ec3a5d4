import type { ImageContents } from '../../../contract';
import { type ImageTree, NONE } from '../../image-tree/image-tree';
import { visibleVersion } from '../version-table';
import { KeptContents } from './kept-contents';
import { parseOsRelease } from './os-release';
import { databaseFiles, readPackages } from './packages';
import { PathResolver } from './path-resolver';
import { type ReadFile, readPrograms } from './programs';

/** Where os-release(5) has it: the first that is there. */
const osRelease = ['etc/os-release', 'usr/lib/os-release'];

const rpmDatabases = ['var/lib/rpm', 'usr/lib/sysimage/rpm'].flatMap((folder) =>
  ['Packages', 'Packages.db', 'rpmdb.sqlite'].map((file) => `${folder}/${file}`),
);

const shells = ['bin', 'usr/bin', 'usr/local/bin', 'busybox'].flatMap((folder) =>
  ['sh', 'bash', 'ash', 'dash', 'busybox'].map((shell) => `${folder}/${shell}`),
);

/** Name and version of the system in the final file system, from what was kept of `os-release`. */
export function readOs(tree: ImageTree): ImageContents['os'] {
  return osOf(tree, new KeptContents(tree), new PathResolver(tree));
}

/**
 * What an image consists of: system, packages with the layers that brought them, and of a minimal image the programs
 * with what they need. Reads files for the latter only. Databases of rpm are named and not read: they are Berkeley DB,
 * ndb or SQLite, and no reader of all three is there for Node.
 */
export async function readContents(tree: ImageTree, readFile: ReadFile): Promise<ImageContents> {
  const kept = new KeptContents(tree);
  const paths = new PathResolver(tree);
  const files = databaseFiles(tree, paths);
  const unread: ImageContents['unread'] = has(paths, rpmDatabases) ? ['rpm'] : [];
  const hasSystem = files.length > 0 || unread.length > 0 || has(paths, shells);
  return {
    os: osOf(tree, kept, paths),
    hasSystem,
    packages: readPackages(tree, kept, files),
    unread,
    programs: hasSystem ? [] : await readPrograms(tree, paths, readFile),
  };
}

function osOf(tree: ImageTree, kept: KeptContents, paths: PathResolver): ImageContents['os'] {
  for (const path of osRelease) {
    const node = paths.file(path);
    const version = node === null ? NONE : visibleVersion(tree, node);
    const content = version === NONE ? null : kept.of(version);
    if (content !== null) return { ...parseOsRelease(content), layer: tree.layerOf[version] ?? 0 };
  }
  return null;
}

const has = (paths: PathResolver, files: string[]): boolean =>
  files.some((path) => paths.file(path) !== null);
