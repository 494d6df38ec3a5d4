import type { ContainerSummary, EngineInfo, ImageSummary } from '../../contract';
import { normalize } from '../reference';
import { StackTree } from './stack-tree';

/** An image with what makes previews exact. */
export type PreviewImage = ImageSummary & {
  /** diffIDs from base to top; absent when it was not inspected. */
  layers?: string[];
  /** Bytes of each layer, from an aligned history on a graph driver. */
  layerSizes?: number[];
};

/** What an engine has, as far as removing looks at it. */
export interface EngineContent {
  store: EngineInfo['imageStore'];
  images: PreviewImage[];
  /** All containers, running or not. */
  containers: ContainerSummary[];
}

/** One image while the engine's removal is played through. */
export interface ModelImage {
  id: string;
  /** Null for a nameless step of the old builder that the list leaves out: known only as somebody's parent. */
  image: PreviewImage | null;
  /** Names that are left: tags and, on graph drivers, digests. */
  names: Set<string>;
  parentId: string;
}

/** A paused or restarting container runs for the engine, too. */
const runningStates = new Set(['running', 'paused', 'restarting']);
const isRunning = ({ state }: ContainerSummary) => runningStates.has(state);

/** Whether a name is `repository@digest`. */
export const isDigestName = (name: string) => name.includes('@');

/** The repository of a name in familiar form. */
export function repositoryOf(name: string): string {
  const at = name.indexOf('@');
  if (at >= 0) return name.slice(0, at);
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}

function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** A copy of the engine's images on which removals are tried. */
export class ImageStoreModel {
  private readonly images = new Map<string, ModelImage>();
  private readonly holders = new Map<string, ModelImage>();
  private readonly byParent: Map<string, ModelImage[]>;
  private readonly byImage: Map<string, ContainerSummary[]>;

  constructor({ store, images, containers }: EngineContent) {
    for (const image of images) this.images.set(image.id, toModel(image, store));
    if (store !== 'containerd') this.addUnlistedSteps(images);
    for (const image of this.images.values()) for (const name of image.names) this.holders.set(name, image);
    this.byParent = groupBy(this.images.values(), ({ parentId }) => parentId);
    this.byImage = groupBy(containers, ({ imageId }) => imageId);
  }

  all(): ModelImage[] {
    return [...this.images.values()];
  }

  get(id: string): ModelImage | undefined {
    return this.images.get(id);
  }

  /** An image by what was asked for: a name, an id, or the beginning of an id. */
  find(target: string): { found: ModelImage; byId: boolean } | null {
    const named = this.holders.get(normalize(target));
    if (named !== undefined) return { found: named, byId: false };
    const hex = target.replace(/^sha256:/, '');
    const whole = this.images.get(`sha256:${hex}`);
    if (whole !== undefined) return { found: whole, byId: true };
    if (!/^[0-9a-f]{4,63}$/.test(hex)) return null;
    const [found, second] = this.all().filter(({ id }) => id.replace(/^sha256:/, '').startsWith(hex));
    return found !== undefined && second === undefined ? { found, byId: true } : null;
  }

  hasChildren(id: string): boolean {
    return (this.byParent.get(id) ?? []).some((child) => this.images.has(child.id));
  }

  users(id: string): ContainerSummary[] {
    return this.byImage.get(id) ?? [];
  }

  running(id: string): ContainerSummary[] {
    return this.users(id).filter(isRunning);
  }

  stopped(id: string): ContainerSummary[] {
    return this.users(id).filter((container) => !isRunning(container));
  }

  untag(image: ModelImage, names: string[]): string[] {
    for (const name of names) {
      image.names.delete(name);
      this.holders.delete(name);
    }
    return names;
  }

  delete(image: ModelImage): void {
    this.images.delete(image.id);
  }

  /**
   * The list leaves out the old builder's steps between a base and what was built on it. They matter: they
   * are the children that keep a base from going, and they go with the last image built on them. Each is
   * added as a child of the listed image that it must stand on.
   */
  private addUnlistedSteps(images: PreviewImage[]): void {
    const orphans = images.filter(({ parentId }) => parentId !== '' && !this.images.has(parentId));
    const lowest = new Set(orphans.map(({ layers }) => layers?.[0]));
    const tree = topsOf(images.filter(({ layers }) => lowest.has(layers?.[0])));
    for (const image of orphans) {
      const base = listedBase(image, tree)?.id ?? '';
      this.images.set(image.parentId, { id: image.parentId, image: null, names: new Set(), parentId: base });
    }
  }
}

function toModel(image: PreviewImage, store: EngineContent['store']): ModelImage {
  // containerd derives digests from the image itself; only an image without a tag is kept by its digest name.
  const digests = store === 'containerd' && image.references.length > 0 ? [] : image.digests;
  return { id: image.id, image, names: new Set([...image.references, ...digests]), parentId: image.parentId };
}

/** The listed images by their whole stack. */
function topsOf(images: PreviewImage[]): StackTree<PreviewImage[]> {
  const tree = new StackTree<PreviewImage[]>(() => []);
  for (const image of images)
    tree
      .path(image.layers ?? [])
      .at(-1)
      ?.value.push(image);
  return tree;
}

/** The listed image that an image with an unlisted parent must stand on: the newest of the highest ones below it. */
function listedBase(image: PreviewImage, tree: StackTree<PreviewImage[]>): PreviewImage | undefined {
  const below = tree
    .path(image.layers ?? [])
    .map(({ value }) => value.filter((other) => other.id !== image.id && other.created <= image.created));
  return below.findLast((images) => images.length > 0)?.sort((a, b) => b.created - a.created)[0];
}
