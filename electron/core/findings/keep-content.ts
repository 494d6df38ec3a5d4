import type { KeepContent } from '../layer-index/layer-indexer';

/** Which contents the findings need of a layer, and what of each is kept: never a secret itself. */
export const keepContent: KeepContent = () => false;
