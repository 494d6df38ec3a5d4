import type { LayerDamage } from '../../contract';
import type { LayerIndex } from '../../core/layer-index/layer-index';
import type { KnownLayer } from '../cache/layer-cache';

export interface AnalysedLayer extends KnownLayer {
  index: LayerIndex;
}

/** An image with the indexes of all its layers, base first. */
export interface AnalysedImage {
  /** Names it in the cache, and its tree. */
  key: string;
  name: string;
  platform: string;
  layers: AnalysedLayer[];
  /** What is wrong beyond what the indexes say of themselves. */
  damage: LayerDamage[];
  analysedAt: number;
}
