import type { ImageTree } from '../../image-tree/image-tree';
import { nameBytes } from '../../image-tree/paths';
import type { ElfFacts } from './elf';
import type { PathResolver } from './path-resolver';

/** Where the loaders of glibc and musl look without further settings. */
const bases = [
  'lib',
  'usr/lib',
  'lib64',
  'usr/lib64',
  'lib32',
  'usr/lib32',
  'usr/local/lib',
  'usr/local/lib64',
];
/** Debian has a folder for each architecture below. */
const architecture = /-linux-(?:gnu|musl)\w*$/;
const MOST_ARCHITECTURES = 8;
const MOST_SEARCH_PATHS = 32;

/** Tells which shared libraries an image has. */
export class Libraries {
  readonly #paths: PathResolver;
  readonly #folders: string[];

  constructor(tree: ImageTree, paths: PathResolver) {
    this.#paths = paths;
    this.#folders = bases.flatMap((base) => {
      const folder = paths.resolve(base);
      return folder === null ? [] : [base, ...architectureFolders(tree, folder, base)];
    });
  }

  /** What a program in a folder needs and the image does not have: its loader, and libraries. */
  missing({ interpreter, needed, searchPaths }: ElfFacts, folder: string): string[] {
    const own = searchPaths
      .slice(0, MOST_SEARCH_PATHS)
      .map((path) => path.replaceAll(/\$ORIGIN|\$\{ORIGIN\}/g, () => folder));
    const searched = [...own, ...this.#folders];
    const loader = interpreter === '' || this.#has(interpreter) ? [] : [interpreter];
    return [...loader, ...needed.filter((library) => !this.#isIn(searched, library))];
  }

  #isIn(folders: string[], library: string): boolean {
    // A name with a slash is a path and is not searched for (ld.so(8)).
    if (library.includes('/')) return this.#has(library);
    return folders.some((folder) => this.#has(`${folder}/${library}`));
  }

  #has(path: string): boolean {
    return this.#paths.file(path) !== null;
  }
}

function architectureFolders(tree: ImageTree, folder: number, base: string): string[] {
  const found: string[] = [];
  for (let child = tree.firstChild[folder] ?? 0; child !== 0; child = tree.nextSibling[child] ?? 0) {
    const name = Buffer.from(nameBytes(tree, child)).toString('latin1');
    if (architecture.test(name)) found.push(`${base}/${name}`);
    if (found.length === MOST_ARCHITECTURES) break;
  }
  return found;
}
