import type { ContainerSummary } from '../../contract';
import { normalize, parseReference } from '../reference';
import { type ImageStoreModel, isDigestName, type ModelImage, repositoryOf } from './image-store-model';
import { notFound, type Refusal, type Removal, type RemoveRule, usedBy } from './removal';

/** containerd keeps an image of its own per name; one without a name is kept as one dangling entry. */
const entries = (image: ModelImage) => Math.max(1, image.names.size);

function conflict(model: ImageStoreModel, image: ModelImage, force: boolean): Refusal | null {
  const running = model.running(image.id);
  if (running.length > 0) return { reason: 'running-container', containers: running, forceHelps: false };
  if (force) return null;
  const stopped = model.stopped(image.id);
  if (stopped.length > 0) return { reason: 'stopped-container', containers: stopped, forceHelps: true };
  if (entries(image) > 1) return { reason: 'several-references', containers: [], forceHelps: true };
  return null;
}

/** Nameless parents go, too, from the nearest up to the first that is named or used. */
function deleteParents(model: ImageStoreModel, parentId: string, removal: Removal): void {
  const parent = model.get(parentId);
  if (parent === undefined || parent.names.size > 0 || model.users(parent.id).length > 0) return;
  model.delete(parent);
  removal.deleted.push(parent);
  deleteParents(model, parent.parentId, removal);
}

function deleteAll(model: ImageStoreModel, image: ModelImage): Removal {
  const removal: Removal = { untagged: model.untag(image, [...image.names]), deleted: [] };
  model.delete(image);
  removal.deleted.push(image);
  deleteParents(model, image.parentId, removal);
  return removal;
}

/** The names that a name stands for: itself; with a digest, all of its repository. */
function sameNames(image: ModelImage, name: string): string[] {
  const ofRepository = [...image.names].filter((other) => repositoryOf(other) === repositoryOf(name));
  if (isDigestName(name)) return ofRepository;
  const alone = ofRepository.every((other) => other === name || isDigestName(other));
  return alone ? ofRepository : [name];
}

function removeByName(model: ImageStoreModel, image: ModelImage, name: string, force: boolean) {
  const same = sameNames(image, name);
  if (same.length < image.names.size) return { untagged: model.untag(image, same), deleted: [] };
  const users = usedBy(model, image.id);
  // What the old builder built on it still needs it: the engine reports it as deleted and keeps it nameless.
  const kept = !force && same.length === 1 && model.hasChildren(image.id);
  if (users === null && !kept) return deleteAll(model, image);
  return force || users === null ? { untagged: model.untag(image, same), deleted: [] } : users;
}

/**
 * Removal as Docker does it with the containerd image store: `ImageDelete` of
 * daemon/containerd/image_delete.go of 28. Unlike graph drivers it lets an image go that others were
 * built on, and by id it looks at stopped containers before names.
 */
export const removeOnContainerd: RemoveRule = (model, target, force) => {
  const match = model.find(target) ?? findByDigest(model, target);
  if (match === null) return notFound;
  const { found, byId } = match;
  if (!byId) return removeByName(model, found, normalize(target), force);
  return conflict(model, found, force) ?? deleteAll(model, found);
};

/** `name@digest` finds the image of that digest although no entry has that name. */
function findByDigest(model: ImageStoreModel, target: string) {
  const parsed = parseReference(target);
  const found = parsed.problem === null ? model.get(parsed.digest) : undefined;
  return found === undefined ? null : { found, byId: false };
}

/** Whether a container was made from an image by id, whole or in part, or by a name with its digest. */
function namesById({ image, imageId }: ContainerSummary): boolean {
  const id = `sha256:${image.replace(/^sha256:/, '')}`;
  return imageId.startsWith(id) || image.endsWith(`@${imageId}`);
}

/** The name with its tag that a container was made by. */
function nameOf({ image }: ContainerSummary): string {
  const parsed = parseReference(image);
  if (parsed.problem !== null) return image;
  return normalize(parsed.tag === '' ? image : image.replace(/@.*$/, ''));
}

/**
 * Pruning with the containerd image store: `pruneUnused` of daemon/containerd/image_prune.go of 28. It
 * goes by names: the name that a container was made by stays; of an image used by id one name stays.
 */
export function pruneOnContainerd(
  model: ImageStoreModel,
  danglingOnly: boolean,
  containers: ContainerSummary[],
): Removal {
  const usedNames = new Set(containers.map(nameOf));
  const usedIds = new Set(containers.filter(namesById).map(({ imageId }) => imageId));
  const removal: Removal = { untagged: [], deleted: [] };
  for (const image of model.all()) {
    if (image.names.size === 0) pruneNameless(model, image, removal);
    else if (!danglingOnly) pruneNames(model, image, { usedNames, usedIds }, removal);
  }
  return removal;
}

function pruneNameless(model: ImageStoreModel, image: ModelImage, removal: Removal): void {
  if (model.users(image.id).length > 0) return;
  model.delete(image);
  removal.deleted.push(image);
}

function pruneNames(
  model: ImageStoreModel,
  image: ModelImage,
  used: { usedNames: Set<string>; usedIds: Set<string> },
  removal: Removal,
): void {
  const going = [...image.names].filter((name) => !used.usedNames.has(name)).sort();
  const keepsOne = used.usedIds.has(image.id) && going.length === image.names.size;
  if (keepsOne) going.pop();
  removal.untagged.push(...model.untag(image, going));
  if (image.names.size > 0) return;
  model.delete(image);
  removal.deleted.push(image);
}
