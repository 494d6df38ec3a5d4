import type { ImageSummary } from '../../contract';

/** What changed between two states of a list. */
export interface TableChange {
  upserted: ImageSummary[];
  removed: string[];
}

/** The images of one engine by id, in the engine's order, with the containers that use them counted in. */
export class ImageTable {
  #images = new Map<string, ImageSummary>();
  #all: ImageSummary[] | null = null;
  /** Image id -> containers. */
  #containers = new Map<string, number>();

  get size(): number {
    return this.#images.size;
  }

  /** The same array until an image changes, so that what is worked out from thousands can be kept as long. */
  all(): ImageSummary[] {
    this.#all ??= [...this.#images.values()];
    return this.#all;
  }

  get(id: string): ImageSummary | undefined {
    return this.#images.get(id);
  }

  /** Id of the image that has a reference in the spelling of the list. */
  holderOf(reference: string): string | undefined {
    for (const image of this.#images.values()) {
      if (image.references.includes(reference)) return image.id;
    }
    return undefined;
  }

  /** Takes over a whole list; answers only what it changes. */
  replaceAll(images: ImageSummary[]): TableChange {
    const before = this.#images;
    this.#images = new Map(images.map((image) => [image.id, this.#counted(image)]));
    this.#all = null;
    return {
      upserted:
        before.size === 0
          ? this.all()
          : this.all().filter((image) => !sameImage(before.get(image.id), image)),
      removed: [...before.keys()].filter((id) => !this.#images.has(id)),
    };
  }

  /** Takes over some images and forgets others. */
  apply(upserts: ImageSummary[], removals: string[]): TableChange {
    const upserted = upserts.map((image) => this.#counted(image)).filter((image) => this.#put(image));
    const removed = removals.filter((id) => this.#images.delete(id));
    if (upserted.length > 0 || removed.length > 0) this.#all = null;
    return { upserted, removed };
  }

  /** Takes over how many containers use each image; answers the images whose count changed. */
  countContainers(imageIds: string[]): TableChange {
    this.#containers = new Map();
    for (const id of imageIds) this.#containers.set(id, (this.#containers.get(id) ?? 0) + 1);
    return this.apply(this.all(), []);
  }

  #put(image: ImageSummary): boolean {
    if (sameImage(this.#images.get(image.id), image)) return false;
    this.#images.set(image.id, image);
    return true;
  }

  #counted(image: ImageSummary): ImageSummary {
    const containers = this.#containers.get(image.id) ?? 0;
    return image.containers === containers ? image : { ...image, containers };
  }
}

function sameImage(one: ImageSummary | undefined, other: ImageSummary): boolean {
  if (one === other) return true;
  if (one === undefined || one.id !== other.id) return false;
  return (
    one.created === other.created &&
    one.sizeBytes === other.sizeBytes &&
    one.dangling === other.dangling &&
    one.containers === other.containers &&
    one.parentId === other.parentId &&
    sameTexts(one.references, other.references) &&
    sameTexts(one.digests, other.digests) &&
    sameLabels(one.labels, other.labels)
  );
}

function sameTexts(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

/** The engine writes labels sorted, so equal ones have their keys in the same order. */
function sameLabels(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = Object.keys(one);
  return sameTexts(keys, Object.keys(other)) && keys.every((key) => one[key] === other[key]);
}
