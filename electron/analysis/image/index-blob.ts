import type { LayerDamage } from '../../contract';
import { keepContent } from '../../core/findings';
import type { LayerIndex } from '../../core/layer-index/layer-index';
import { LayerIndexer } from '../../core/layer-index/layer-indexer';
import { type ReadOptions, readLayerBlob, type StoredBlob } from '../archive/archive';
import { giveBack } from '../give-back';

/** For a layer of so many bytes, packed or not. */
export const newIndexer = (bytes: number): LayerIndexer => new LayerIndexer(keepContent, bytes);

/** The index of a layer, and what went wrong on the way to it. */
export interface IndexedBlob {
  index: LayerIndex;
  damage: LayerDamage['kind'][];
}

/** Reads a blob from beginning to end into an index. */
export async function indexBlob(blob: StoredBlob, options: ReadOptions): Promise<IndexedBlob> {
  const indexer = newIndexer(blob.size);
  const content = await readLayerBlob(blob, indexer, options);
  const broken = content.kind === 'tar' && content.broken;
  return { index: indexer.finish(giveBack), damage: broken ? ['broken-compression'] : [] };
}

/** Stands for a layer whose blob is not there. */
export function missingBlob(): IndexedBlob {
  return { index: newIndexer(0).finish(), damage: ['missing-blob'] };
}

const fleeting: readonly string[] = ['truncated', 'broken-header'];

/** Whether an index may stand for its layer another time: damage on the way does not belong to the layer. */
export function isSound({ index, damage }: IndexedBlob): boolean {
  return damage.length === 0 && !index.damage.some(({ kind }) => fleeting.includes(kind));
}
