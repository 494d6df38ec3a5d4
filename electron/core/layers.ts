import { createHash } from 'node:crypto';
import type { HistoryStep, ImageSystem } from '../contract';
import { bestOf } from './best-of';
import { continuesHistory } from './history/inherited';
import type { InspectedImage, RawHistoryEntry } from './image-model';

/** What must be known of a local image to compare its layers with another's. */
export type LayeredImage = Pick<
  InspectedImage,
  'id' | 'references' | 'digests' | 'layers' | 'created' | 'parentId'
> & {
  /** Its history, newest first, where it was fetched: only with it images of the same layers can be told apart for sure. */
  history?: RawHistoryEntry[];
};

/**
 * Names of the layer stacks of an image, base first: the first is the first diffID, each further one is
 * sha256 of `<name below> <diffID>` (OCI image specification, "Layer ChainID").
 */
export function chainIds(layers: string[]): string[] {
  let below = '';
  return layers.map((diffId) => {
    below =
      below === '' ? diffId : `sha256:${createHash('sha256').update(`${below} ${diffId}`).digest('hex')}`;
    return below;
  });
}

/** Number of layers that two images have in common, counted from the base. */
export function commonLayers(a: string[], b: string[]): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i += 1) if (a[i] !== b[i]) return i;
  return end;
}

/** Whether all of `base` lies at the bottom of `layers`. Images without layers are a base of nothing. */
export function isPrefix(base: string[], layers: string[]): boolean {
  return base.length > 0 && base.length <= layers.length && commonLayers(base, layers) === base.length;
}

/** How many of the others share at least one layer with an image: a stack shares from its base or not at all. */
export function sharedWith(
  image: Pick<LayeredImage, 'id' | 'layers'>,
  others: Pick<LayeredImage, 'id' | 'layers'>[],
) {
  const [first] = image.layers;
  if (first === undefined) return 0;
  return others.filter((other) => other.id !== image.id && other.layers[0] === first).length;
}

/**
 * Number of images by their lowest layer, for asking many images at once how many share with them:
 * the count of an image's first diffID less itself is what `sharedWith` answers.
 */
export function countByFirstLayer(images: Pick<LayeredImage, 'layers'>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { layers } of images) {
    const [first] = layers;
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return counts;
}

/** Per layer of an image: its chainID and how many of the others have the same stack up to there. */
export function layerChain(
  image: Pick<LayeredImage, 'id' | 'layers'>,
  others: Pick<LayeredImage, 'id' | 'layers'>[],
): { chainId: string; sharedWith: number }[] {
  const common = others
    .filter((other) => other.id !== image.id)
    .map((other) => commonLayers(image.layers, other.layers));
  return chainIds(image.layers).map((chainId, i) => ({
    chainId,
    sharedWith: common.filter((count) => count > i).length,
  }));
}

/** Local images built on this one: its layers are the lower part, but not the whole, of theirs. */
export function descendants<T extends Pick<LayeredImage, 'id' | 'layers'>>(
  image: Pick<LayeredImage, 'id' | 'layers'>,
  others: T[],
): T[] {
  return others.filter(
    (other) =>
      other.id !== image.id &&
      other.layers.length > image.layers.length &&
      isPrefix(image.layers, other.layers),
  );
}

const isTagged = (image: LayeredImage) => image.references.length > 0;
/** History counts whole seconds, inspect counts more finely. */
const second = (milliseconds: number) => Math.floor(milliseconds / 1_000);

/** The images to which the old builder's or commit's parent links lead from an image. */
function ancestorsOf({ parentId }: LayeredImage, others: LayeredImage[]): Set<string> {
  const ancestors = new Set<string>();
  if (parentId === '') return ancestors;
  const parents = new Map(others.map((other) => [other.id, other.parentId]));
  let parent = parentId;
  while (parent !== '' && !ancestors.has(parent)) {
    ancestors.add(parent);
    parent = parents.get(parent) ?? '';
  }
  return ancestors;
}

const continues = (history: RawHistoryEntry[], base: RawHistoryEntry[]) =>
  history.length > base.length && continuesHistory([...history].reverse(), [...base].reverse());

/** Whether an image was finished when one of these steps was. */
function endedAtStep(image: LayeredImage, steps: HistoryStep[]): boolean {
  return steps.some((step) => second(step.created) === second(image.created));
}

/**
 * Whether an image whose layers fit is a base. Histories decide where both are known. Without them an image
 * with fewer layers is believed, and one with the very same layers (only metadata came on top, of this or
 * of the other one) if parent links lead to it or if it ended before the last step, at the time of another.
 */
function isBase(
  image: LayeredImage,
  steps: HistoryStep[],
  other: LayeredImage,
  ancestors: ReadonlySet<string>,
): boolean {
  if (other.history !== undefined && image.history !== undefined)
    return continues(image.history, other.history);
  if (other.layers.length < image.layers.length || ancestors.has(other.id)) return true;
  const last = steps.at(-1);
  return last !== undefined && second(other.created) < second(last.created) && endedAtStep(other, steps);
}

/**
 * Images at whose layers an image's lowest layers end, without those that the old builder kept between the
 * steps of a build: nameless, and the parent of another.
 */
function fitting(image: LayeredImage, others: LayeredImage[]): LayeredImage[] {
  const found = others.filter((other) => other.id !== image.id && isPrefix(other.layers, image.layers));
  const isNamed = (other: LayeredImage) => isTagged(other) || other.digests.length > 0;
  if (found.every(isNamed)) return found;
  const parents = new Set([image, ...others].map(({ parentId }) => parentId));
  return found.filter((other) => isNamed(other) || !parents.has(other.id));
}

/**
 * Named before nameless, then more layers, then more history in common, then the one that ended at a step's
 * time, then the older one: what was built on a base is never older than it.
 */
function byClosestBase(steps: HistoryStep[]) {
  return (a: LayeredImage, b: LayeredImage): number =>
    Number(isTagged(b)) - Number(isTagged(a)) ||
    b.layers.length - a.layers.length ||
    (b.history?.length ?? 0) - (a.history?.length ?? 0) ||
    Number(endedAtStep(b, steps)) - Number(endedAtStep(a, steps)) ||
    a.created - b.created ||
    (a.id < b.id ? -1 : 1);
}

/**
 * Images of which one may be the base, and which only their histories can tell apart: they have the same
 * layers. Fetch the history of each, set it, and ask for the base then. Likeliest first, `most` at the most; empty when
 * there is nothing to tell apart.
 */
export function baseCandidates(
  image: LayeredImage,
  steps: HistoryStep[],
  others: LayeredImage[],
  most: number,
): LayeredImage[] {
  // Thousands of images may fit, so they are not sorted.
  const likeliest = bestOf(fitting(image, others), most, byClosestBase(steps));
  const [best] = likeliest;
  if (best === undefined) return [];
  return likeliest.filter(
    (other) => isTagged(other) === isTagged(best) && other.layers.length === best.layers.length,
  );
}

/**
 * The local image that an image was built on: the one with the most layers of those whose layers all lie
 * at its bottom. Images with a name come first; the old builder's nameless steps never count.
 */
export function findBase(
  image: LayeredImage,
  steps: HistoryStep[],
  others: LayeredImage[],
): LayeredImage | null {
  // Found once: thousands of images may have the very same layers.
  const ancestors = ancestorsOf(image, others);
  const bases = fitting(image, others).filter((other) => isBase(image, steps, other, ancestors));
  return bestOf(bases, 1, byClosestBase(steps))[0] ?? null;
}

/** The step that made the lowest layer; by its size when layers could not be matched. */
function firstLayerStep(steps: HistoryStep[]): HistoryStep | undefined {
  return steps.find((step) => step.layer === 0) ?? steps.find((step) => step.sizeBytes > 0);
}

/**
 * What can be said of an image's own system without reading its files.
 *
 * @param steps its history as `buildHistory` reads it
 * @param others the other local images; the image itself may be among them
 */
export function findSystem(image: LayeredImage, steps: HistoryStep[], others: LayeredImage[]): ImageSystem {
  if (image.layers.length === 0) return { kind: 'empty' };
  const base = findBase(image, steps, others);
  if (base !== null) {
    return { kind: 'based-on', imageId: base.id, references: base.references, layers: base.layers.length };
  }
  const first = firstLayerStep(steps);
  if (first?.origin === 'rootfs' || first?.origin === 'import') return { kind: 'base' };
  return first !== undefined && startsOnNothing(first) ? { kind: 'scratch' } : { kind: 'unknown' };
}

const ownFiles = new Set(['COPY', 'ADD', 'WORKDIR']);
/** A folder or several things: `dir:…` of the old builder, `.`, `/`, `out/`. */
const severalFiles = /^(?:dir|multi):|^\.$|\/$/;

/** Whether the lowest layer holds files of a program; a whole folder copied to `/` may be a system or not. */
function startsOnNothing(step: HistoryStep): boolean {
  if (step.layer !== 0 || step.origin !== 'instruction' || !ownFiles.has(step.instruction)) return false;
  const words = step.text.split(/\s+/).filter((word) => !word.startsWith('--'));
  const copiesTree = words.length > 2 || severalFiles.test(words[0] ?? '');
  return !(words.at(-1) === '/' && words.length > 1 && copiesTree);
}
