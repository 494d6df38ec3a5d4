import { type ImageTree, kindOfVersion, NONE } from '../../image-tree/image-tree';
import { nameBytes } from '../../image-tree/paths';
import { linkBytes } from '../../image-tree/versions';
import { kind } from '../../layer-index/layer-index';
import { visibleVersion } from '../version-table';

/** Links that Linux follows before it answers ELOOP (path_resolution(7)). */
const MOST_LINKS = 40;
/** Names that are compared in all: links of an attacker may lead through large folders again and again. */
const MOST_STEPS = 5_000_000;

/** Finds files of the final file system as a process in a container would: through links, never out of the root. */
export class PathResolver {
  readonly #tree: ImageTree;
  #steps = 0;

  constructor(tree: ImageTree) {
    this.#tree = tree;
  }

  /** The node that a path leads to, itself no link; null when it leads nowhere. */
  resolve(path: string): number | null {
    const parts = partsOf(path);
    let node = 0;
    let links = 0;
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      if (part === '..') {
        node = this.#tree.parent[node] ?? 0;
        continue;
      }
      const child = this.#child(node, part);
      if (child === null) return null;
      const target = this.#linkTarget(child);
      if (target === null) {
        node = child;
        continue;
      }
      links += 1;
      if (links > MOST_LINKS) return null;
      if (target.startsWith('/')) node = 0;
      parts.push(...partsOf(target));
    }
    return node;
  }

  /** The regular file that a path leads to, also through hard links; null when there is none. */
  file(path: string): number | null {
    let node = this.resolve(path);
    for (let links = 0; node !== null && links < MOST_LINKS; links += 1) {
      const version = visibleVersion(this.#tree, node);
      if (version === NONE) return null;
      if (kindOfVersion(this.#tree, version) === kind.file) return node;
      if (kindOfVersion(this.#tree, version) !== kind.hardLink) return null;
      node = this.resolve(latin1(linkBytes(this.#tree, version)));
    }
    return null;
  }

  #child(folder: number, name: string): number | null {
    const wanted = Buffer.from(name, 'latin1');
    const { firstChild, nextSibling } = this.#tree;
    for (let child = firstChild[folder] ?? 0; child !== 0; child = nextSibling[child] ?? 0) {
      this.#steps += 1;
      if (this.#steps > MOST_STEPS) return null;
      if (!wanted.equals(nameBytes(this.#tree, child))) continue;
      return visibleVersion(this.#tree, child) === NONE ? null : child;
    }
    return null;
  }

  #linkTarget(node: number): string | null {
    const version = visibleVersion(this.#tree, node);
    if (version === NONE || kindOfVersion(this.#tree, version) !== kind.symbolicLink) return null;
    return latin1(linkBytes(this.#tree, version));
  }
}

/** Parts in reverse; names are bytes, here a character each. */
const partsOf = (path: string): string[] =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .reverse();

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
