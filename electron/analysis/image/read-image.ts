import type { LayerDamage } from '../../contract';
import type { FoundImage } from '../archive/image-config';
import type { LayerCache } from '../cache/layer-cache';
import type { AnalysedLayer } from './analysed-image';
import type { ImageSource } from './image-source';
import type { ProgressBook } from './progress';

/** What reading the layers of an image takes. */
export interface ReadInput {
  source: ImageSource;
  cache: LayerCache;
  signal: AbortSignal;
  book: ProgressBook;
}

/** An image whose layers were read. */
export interface ReadImage {
  image: FoundImage;
  layers: AnalysedLayer[];
  damage: LayerDamage[];
}
