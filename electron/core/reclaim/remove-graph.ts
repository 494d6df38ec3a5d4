import { normalize } from '../reference';
import { type ImageStoreModel, isDigestName, type ModelImage, repositoryOf } from './image-store-model';
import { isRefusal, notFound, type Refusal, type Removal, type RemoveRule, usedBy } from './removal';

/**
 * Whether all names are of one repository with at most one tag. No name at all does not count
 * (isSingleReference of daemon/images/image_delete.go).
 */
function isSingleName(names: Set<string>): boolean {
  if (names.size <= 1) return names.size === 1;
  const tags = [...names].filter((name) => !isDigestName(name));
  const repositories = new Set([...names].filter(isDigestName).map(repositoryOf));
  const [only = [...names][0] ?? ''] = tags;
  return tags.length <= 1 && repositories.size === 1 && repositories.has(repositoryOf(only));
}

interface Checks {
  names: boolean;
  stopped: boolean;
}

/** What keeps an image from being deleted; children and running containers always do. */
function conflict(model: ImageStoreModel, image: ModelImage, checks: Checks): Refusal | null {
  const running = model.running(image.id);
  if (model.hasChildren(image.id)) return { reason: 'has-children', containers: running, forceHelps: false };
  if (running.length > 0) return { reason: 'running-container', containers: running, forceHelps: false };
  if (checks.names && image.names.size > 0)
    return { reason: 'several-references', containers: [], forceHelps: true };
  const stopped = model.stopped(image.id);
  if (checks.stopped && stopped.length > 0)
    return { reason: 'stopped-container', containers: stopped, forceHelps: true };
  return null;
}

/** Deletes an image with all names, then its parents while nothing names, uses or needs them. */
function deleteWithParents(model: ImageStoreModel, image: ModelImage, removal: Removal): void {
  removal.untagged.push(...model.untag(image, [...image.names]));
  removal.deleted.push(image);
  model.delete(image);
  const parent = model.get(image.parentId);
  if (parent !== undefined && conflict(model, parent, { names: true, stopped: true }) === null) {
    deleteWithParents(model, parent, removal);
  }
}

/** Takes a tag away; digests of the repository go with its last tag. */
function untag(model: ImageStoreModel, image: ModelImage, name: string): string[] {
  model.untag(image, [name]);
  if (isDigestName(name)) return [name];
  const ofRepository = [...image.names].filter((other) => repositoryOf(other) === repositoryOf(name));
  const digests = ofRepository.every(isDigestName) ? ofRepository : [];
  return [name, ...model.untag(image, digests)];
}

function removeByName(model: ImageStoreModel, image: ModelImage, name: string, force: boolean) {
  const users = usedBy(model, image.id);
  if (!force && users !== null && isSingleName(image.names)) return users;
  const removal: Removal = { untagged: untag(model, image, name), deleted: [] };
  if (image.names.size > 0) return removal;
  // The image follows if it can; if not, that is no error: the name is gone.
  if (conflict(model, image, { names: !force, stopped: !force }) === null)
    deleteWithParents(model, image, removal);
  return removal;
}

function removeById(model: ImageStoreModel, image: ModelImage, force: boolean): Removal | Refusal {
  const names = !force && !isSingleName(image.names);
  const refusal = conflict(model, image, { names, stopped: !force });
  if (refusal !== null) return refusal;
  const removal: Removal = { untagged: [], deleted: [] };
  deleteWithParents(model, image, removal);
  return removal;
}

/**
 * Removal as Docker does it on graph drivers (overlay2, …): `ImageDelete` of daemon/images/image_delete.go,
 * the same from 20.10 to 28, parents pruned. Podman's differs only in what force does to containers.
 */
export const removeOnGraph: RemoveRule = (model, target, force) => {
  const match = model.find(target);
  if (match === null) return notFound;
  const { found, byId } = match;
  return byId ? removeById(model, found, force) : removeByName(model, found, normalize(target), force);
};

/**
 * Pruning on graph drivers: `ImagesPrune` of daemon/images/image_prune.go. Every image that no other was
 * built on, or that has a name, is removed without force, name by name in alphabetical order. So an image
 * in use keeps the last of its names and loses the others.
 */
export function pruneOnGraph(model: ImageStoreModel, danglingOnly: boolean): Removal {
  const total: Removal = { untagged: [], deleted: [] };
  const isHead = ({ id }: ModelImage) => !model.hasChildren(id);
  const chosen = model.all().filter((image) => isHead(image) || image.names.size > 0);
  for (const image of danglingOnly ? chosen.filter(isHead) : chosen) {
    const names = [...image.names].sort();
    if (danglingOnly && names.some((name) => !isDigestName(name))) continue;
    for (const target of names.length > 0 ? names : [image.id]) {
      const outcome = removeOnGraph(model, target, false);
      if (isRefusal(outcome)) continue;
      total.untagged.push(...outcome.untagged);
      total.deleted.push(...outcome.deleted);
    }
  }
  return total;
}
