import type { PruneMode, PrunePreview, RemovePreview } from '../contract';
import { freedBytes } from './reclaim/freed-bytes';
import {
  type EngineContent,
  ImageStoreModel,
  type ModelImage,
  type PreviewImage,
} from './reclaim/image-store-model';
import { isRefusal, type Refusal, type RemoveRule } from './reclaim/removal';
import { pruneOnContainerd, removeOnContainerd } from './reclaim/remove-containerd';
import { pruneOnGraph, removeOnGraph } from './reclaim/remove-graph';
import { isImageId } from './reference';

export { freedBytes } from './reclaim/freed-bytes';
export type { EngineContent, PreviewImage } from './reclaim/image-store-model';

/**
 * What is asked of the engine for one target of a removal, in order. An id stands for the image with all
 * its names; the engine refuses that without force, so the names go one by one and the image with the last.
 */
export function removalSteps(target: string, references: string[]): string[] {
  return isImageId(target) && references.length > 1 ? references : [target];
}

const listed = (images: ModelImage[]): PreviewImage[] => images.flatMap(({ image }) => image ?? []);

function ruleOf({ store }: EngineContent): RemoveRule {
  return store === 'containerd' ? removeOnContainerd : removeOnGraph;
}

/** Tries one target on the model; the first refusal ends it, what happened before stays. */
function tryTarget(rule: RemoveRule, model: ImageStoreModel, target: string, force: boolean) {
  const references = model.find(target)?.found.image?.references ?? [];
  const untagged: string[] = [];
  const deleted: ModelImage[] = [];
  let refusal: Refusal | null = null;
  let stays: string | null = null;
  for (const step of removalSteps(target, references)) {
    const outcome = rule(model, step, force);
    if (isRefusal(outcome)) {
      refusal = outcome;
      stays = step === target ? null : step;
      break;
    }
    untagged.push(...outcome.untagged);
    deleted.push(...outcome.deleted);
  }
  return { untagged, deleted, refusal, stays };
}

function toBlocked(
  target: string,
  reference: string | null,
  { reason, containers, forceHelps }: Refusal,
): RemovePreview['blocked'][number] {
  return {
    target,
    reference,
    reason,
    containers: containers.map(({ id, name, state }) => ({ id, name, state })),
    forceHelps,
  };
}

/**
 * Exactly what the engine would do to remove images, one target after the other, without asking it: each
 * engine's own rules are played through on a copy of its list (see `reclaim/remove-graph.ts` and
 * `remove-containerd.ts`).
 *
 * @param targets names or ids
 * @param content list with layers of all images for the bytes; without layers `reclaimBytes` is null
 */
export function removePreview(content: EngineContent, targets: string[], force: boolean): RemovePreview {
  const model = new ImageStoreModel(content);
  const rule = ruleOf(content);
  const untagged: string[] = [];
  const deleted: ModelImage[] = [];
  const blocked: RemovePreview['blocked'] = [];
  for (const target of new Set(targets)) {
    const outcome = tryTarget(rule, model, target, force);
    untagged.push(...outcome.untagged);
    deleted.push(...outcome.deleted);
    if (outcome.refusal !== null) blocked.push(toBlocked(target, outcome.stays, outcome.refusal));
  }
  return {
    untagged,
    deleted: listed(deleted).map(({ id, references, sizeBytes }) => ({ id, references, sizeBytes })),
    blocked,
    reclaimBytes: freedBytes(
      content,
      deleted.map(({ id }) => id),
    ),
  };
}

/** What pruning would delete, by each engine's own rules. */
export function prunePreview(content: EngineContent, mode: PruneMode): PrunePreview {
  const model = new ImageStoreModel(content);
  const danglingOnly = mode === 'dangling';
  const { deleted, untagged } =
    content.store === 'containerd'
      ? pruneOnContainerd(model, danglingOnly, content.containers)
      : pruneOnGraph(model, danglingOnly);
  const gone = listed(deleted);
  const ofGone = new Set(gone.flatMap(({ references, digests }) => [...references, ...digests]));
  return {
    mode,
    images: gone.map(({ layers: _layers, layerSizes: _sizes, ...summary }) => summary),
    untagged: untagged.filter((name) => !ofGone.has(name)),
    reclaimBytes: freedBytes(
      content,
      deleted.map(({ id }) => id),
    ),
  };
}
