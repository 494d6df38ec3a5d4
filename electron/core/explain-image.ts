import type { ImageHistory, ImageSystem, ReconstructedDockerfile } from '../contract';
import { reconstructDockerfile } from './dockerfile';
import { buildHistory } from './history';
import type { InspectedImage, RawHistoryEntry } from './image-model';
import { findSystem, type LayeredImage } from './layers';

/** All that history and layers tell of an image. */
export interface ExplainedImage {
  system: ImageSystem;
  history: Pick<ImageHistory, 'steps' | 'alignment' | 'unaudited'>;
  dockerfile: ReconstructedDockerfile;
}

/**
 * Puts history, system and Dockerfile together in the one order that works: the base is found by the steps
 * of the first layer, and which steps are inherited is known once the base is.
 *
 * @param raw the image's history, newest first
 * @param others the other local images. The candidates for the base (`baseCandidates`) should carry their
 *   `history`: then the base and the border between inherited and own steps are certain
 */
export function explainImage(
  inspected: InspectedImage,
  raw: RawHistoryEntry[],
  others: LayeredImage[],
): ExplainedImage {
  const { steps } = buildHistory(inspected, raw, 0);
  const system = findSystem({ ...inspected, history: raw }, steps, others);
  const base = system.kind === 'based-on' ? others.find(({ id }) => id === system.imageId) : undefined;
  const history = buildHistory(inspected, raw, base?.layers.length ?? 0, base?.history);
  return { system, history, dockerfile: reconstructDockerfile(history.steps, inspected, system) };
}
