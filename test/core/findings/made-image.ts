import { findFindings, keepContent } from '../../../electron/core/findings';
import { contentPlace } from '../../../electron/core/image-tree/content-place';
import { fate, type ImageTree } from '../../../electron/core/image-tree/image-tree';
import { mergeLayers } from '../../../electron/core/image-tree/merge-layers';
import { LayerIndexer } from '../../../electron/core/layer-index/layer-indexer';
import { buildTar, type TarEntry } from '../../support/tar';

/** An image with what an analysis keeps of it, and its files. */
export interface MadeImage {
  tree: ImageTree;
  /** Content of a visible file; null for everything else. */
  readFile(node: number): Promise<Uint8Array | null>;
}

export async function imageOf(...layers: TarEntry[][]): Promise<MadeImage> {
  const tars = await Promise.all(layers.map((entries) => buildTar(entries)));
  const tree = mergeLayers(
    tars.map((tar) => {
      const indexer = new LayerIndexer(keepContent);
      indexer.push(tar);
      return indexer.finish();
    }),
  );
  return {
    tree,
    readFile: async (node) => {
      const place = contentPlace(tree, node, layers.length - 1);
      if (place === null || tree.fate[tree.newest[node] ?? 0] !== fate.visible) return null;
      return tars[place.layer]?.subarray(place.offset, place.offset + place.size) ?? null;
    },
  };
}

export async function findingsOf(...layers: TarEntry[][]) {
  return findFindings((await imageOf(...layers)).tree);
}

/** A file, by path and content. */
export const file = (name: string, content: string | Buffer, more: Partial<TarEntry> = {}): TarEntry => ({
  name,
  content,
  ...more,
});

/** The whiteout of a path. */
export function whiteout(path: string): TarEntry {
  const slash = path.lastIndexOf('/') + 1;
  return { name: `${path.slice(0, slash)}.wh.${path.slice(slash)}`, content: '' };
}

/** The opaque marker of a folder. */
export const opaque = (folder: string): TarEntry => ({ name: `${folder}/.wh..wh..opq`, content: '' });

/** Content of a size that is like no other. */
export const bytes = (size: number, seed = 'x'): Buffer =>
  Buffer.from(`${seed} `.repeat(Math.ceil(size / (seed.length + 1)))).subarray(0, size);
