import { deserialize, serialize } from 'node:v8';
import type { LayerIndex } from '../../core/layer-index/layer-index';

export const encodeLayer = (layer: LayerIndex): Uint8Array => serialize(layer);
export const decodeLayer = (bytes: Uint8Array): LayerIndex => deserialize(bytes) as LayerIndex;
