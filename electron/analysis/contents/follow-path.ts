import { type ImageTree, kindOfVersion, NONE, versionAt } from '../../core/image-tree/image-tree';
import { childOf } from '../../core/image-tree/paths';
import { linkBytes } from '../../core/image-tree/versions';
import { kind } from '../../core/layer-index/layer-index';

/** Linux gives up after as many (`MAXSYMLINKS`, 40). */
const MOST_LINKS = 40;

/**
 * The node that a path leads to in the file system of a layer, through symbolic links as inside a container: none leads
 * out of the image. Null when it leads nowhere.
 */
export function followPath(tree: ImageTree, path: string, layer: number): number | null {
  const walk = new Walk(tree, path, layer);
  while (walk.goesOn) walk.step();
  return walk.node;
}

class Walk {
  readonly #tree: ImageTree;
  readonly #layer: number;
  /** Parts of the path that are still to go, the next one last. */
  readonly #parts: string[];
  /** Nodes from the root to where the walk stands; null where it leads nowhere. */
  #nodes: number[] | null = [0];
  #links = 0;

  constructor(tree: ImageTree, path: string, layer: number) {
    this.#tree = tree;
    this.#layer = layer;
    this.#parts = path.split('/').reverse();
  }

  get goesOn(): boolean {
    return this.#nodes !== null && this.#parts.length > 0;
  }

  get node(): number | null {
    return this.#nodes?.at(-1) ?? null;
  }

  step(): void {
    const part = this.#parts.pop() ?? '';
    if (part === '..') this.#up();
    else if (part !== '' && part !== '.') this.#into(part);
  }

  #up(): void {
    if (this.#nodes && this.#nodes.length > 1) this.#nodes = this.#nodes.slice(0, -1);
  }

  #into(part: string): void {
    const child = childOf(this.#tree, this.node ?? 0, part);
    const target = child === 0 ? null : this.#targetOf(child);
    if (child === 0 || (target !== null && this.#links >= MOST_LINKS)) this.#nodes = null;
    else if (target === null) this.#nodes?.push(child);
    else this.#follow(target);
  }

  #follow(target: string): void {
    this.#links += 1;
    if (target.startsWith('/')) this.#nodes = [0];
    this.#parts.push(...target.split('/').reverse());
  }

  #targetOf(node: number): string | null {
    const version = versionAt(this.#tree, node, this.#layer);
    if (version === NONE || kindOfVersion(this.#tree, version) !== kind.symbolicLink) return null;
    return Buffer.from(linkBytes(this.#tree, version)).toString('utf8');
  }
}
