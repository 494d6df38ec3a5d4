import type { ImageTree } from '../../image-tree/image-tree';

/** What was kept of files while their layers passed by, by version. */
export class KeptContents {
  readonly #tree: ImageTree;
  readonly #byNode: Map<number, Uint8Array>[];

  constructor(tree: ImageTree) {
    this.#tree = tree;
    this.#byNode = tree.layers.map(({ kept }) => new Map(kept.map(({ node, content }) => [node, content])));
  }

  of(version: number): Uint8Array | null {
    const layer = this.#byNode[this.#tree.layerOf[version] ?? 0];
    return layer?.get(this.#tree.nodeIn[version] ?? 0) ?? null;
  }
}
