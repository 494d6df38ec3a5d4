import type { ContainerSummary, ImageSummary } from '../../contract';
import type { Engine } from '../../engine/engine';
import { getImage } from '../../engine/get-image';
import { listContainers } from '../../engine/list-containers';
import { listImages } from '../../engine/list-images';

interface Options {
  signal: AbortSignal;
}

/** The questions that keep a list; tests count them. */
export interface ListAccess {
  listImages(engine: Engine, options: Options): Promise<ImageSummary[]>;
  getImage(engine: Engine, idOrName: string, options: Options): Promise<ImageSummary | null>;
  listContainers(engine: Engine, options: Options): Promise<ContainerSummary[]>;
}

export const realListAccess: ListAccess = { listImages, getImage, listContainers };
