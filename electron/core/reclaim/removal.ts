import type { ContainerSummary, RemovePreview } from '../../contract';
import type { ImageStoreModel, ModelImage } from './image-store-model';

export type BlockReason = RemovePreview['blocked'][number]['reason'];

/** Why the engine refuses a removal. */
export interface Refusal {
  reason: BlockReason;
  /** In the way; running ones beside `has-children`, too. */
  containers: ContainerSummary[];
  /** Whether the same call with force would be obeyed. */
  forceHelps: boolean;
}

/** What one call of the engine's removal did to the model. */
export interface Removal {
  untagged: string[];
  deleted: ModelImage[];
}

/** One engine's rules: changes the model as the engine would change its images, or says why it refuses. */
export type RemoveRule = (model: ImageStoreModel, target: string, force: boolean) => Removal | Refusal;

export const isRefusal = (outcome: Removal | Refusal): outcome is Refusal => 'reason' in outcome;

/**
 * The refusal to take the last name of an image that containers use; a running one weighs more. With force
 * the name goes, although the image stays as long as a container runs.
 */
export function usedBy(model: ImageStoreModel, id: string): Refusal | null {
  const containers = model.users(id);
  if (containers.length === 0) return null;
  const reason = model.running(id).length > 0 ? 'running-container' : 'stopped-container';
  return { reason, containers, forceHelps: true };
}

export const notFound: Refusal = { reason: 'not-found', containers: [], forceHelps: false };
