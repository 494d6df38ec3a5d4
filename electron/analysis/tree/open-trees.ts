import type { ImageAnalysis, LayerDamage } from '../../contract';
import { codedError } from '../../core/coded-error';
import { TreeBrowser } from '../../core/image-tree/browser';
import type { StackedImage } from '../image/analyst';
import type { WorkerSource } from '../protocol';

/** Trees that are kept; each may take a hundred megabytes. */
const MOST_TREES = 4;
const MOST_DAMAGE = 200;

/** A tree that windows ask questions about. */
export interface OpenTree {
  image: StackedImage;
  source: WorkerSource;
  browser: TreeBrowser;
  analysis: ImageAnalysis;
}

/** The trees that were used last. */
export class OpenTrees {
  readonly #trees = new Map<string, OpenTree>();
  readonly #onForget: (treeId: string) => void;

  constructor(onForget: (treeId: string) => void) {
    this.#onForget = onForget;
  }

  image(treeId: string): StackedImage | undefined {
    return this.#trees.get(treeId)?.image;
  }

  add(image: StackedImage, source: WorkerSource): OpenTree {
    const open = this.#trees.get(image.key);
    const tree: OpenTree =
      open?.image === image
        ? { ...open, source, analysis: analysisOf(image) }
        : { image, source, browser: new TreeBrowser(image.tree), analysis: analysisOf(image) };
    this.#trees.delete(image.key);
    this.#trees.set(image.key, tree);
    for (const oldest of this.#trees.keys()) {
      if (this.#trees.size <= MOST_TREES) break;
      this.#trees.delete(oldest);
      this.#onForget(oldest);
    }
    return tree;
  }

  /** Throws `not-found` for one that was forgotten. */
  get(treeId: string): OpenTree {
    const tree = this.#trees.get(treeId);
    if (!tree)
      throw codedError('not-found', 'this tree is no longer open', {
        why: 'tree-closed',
        next: [{ step: 'retry' }],
      });
    this.#trees.delete(treeId);
    this.#trees.set(treeId, tree);
    return tree;
  }
}

/** The figures of an image, as the contract defines them. */
export function analysisOf(image: StackedImage): ImageAnalysis {
  const { figures } = image.tree;
  return {
    treeId: image.key,
    image: image.name,
    platform: image.platform,
    os: image.os,
    layers: image.layers.map(({ diffId, createdBy, index: layer }, index) => ({
      index,
      diffId,
      createdBy,
      entries: layer.entries,
      sizeBytes: layer.sizeBytes,
      unreachableBytes: figures.unreachableOf[index] ?? 0,
    })),
    sizeBytes: figures.sizeBytes,
    visibleFiles: figures.visibleFiles,
    visibleBytes: figures.visibleBytes,
    unreachableBytes: figures.unreachableBytes,
    efficiency: figures.sizeBytes === 0 ? 1 : figures.visibleBytes / figures.sizeBytes,
    diveEfficiency: figures.diveEfficiency,
    diveWastedBytes: figures.diveWastedBytes,
    leakedFiles: figures.leaked.length,
    leakedBytes: figures.leakedBytes,
    damage: damageOf(image).slice(0, MOST_DAMAGE),
    nodes: image.tree.parent.length,
    analysedAt: image.analysedAt,
  };
}

function damageOf({ layers, damage }: StackedImage): LayerDamage[] {
  return [
    ...damage,
    ...layers.flatMap(({ index }, layer) =>
      index.damage.map(({ kind, offset }) => ({ layer, kind, offset })),
    ),
  ];
}
