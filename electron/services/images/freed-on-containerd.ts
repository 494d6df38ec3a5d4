import { freedContent } from '../../core/reclaim/stored-content';
import { readContent } from '../../engine/buildkit/read-content';
import type { Engine } from '../../engine/engine';
import { listContainers } from '../../engine/list-containers';
import { unpackedBytes } from '../../engine/unpacked-bytes';
import { type DetailsService, layerSizesOf } from './details-service';
import type { ImageListService } from './image-list-service';

export interface FreedInput {
  list: ImageListService;
  details: DetailsService;
}

/** How long an engine may take to tell what its store holds, milliseconds; a figure is not worth more. */
const TIME_LIMIT = 15_000;
/** Each image that goes is asked for its history and its manifests. */
const MOST_IMAGES = 100;

/** What removing images frees in a containerd store, whose lists mix packed and unpacked bytes. */
export class FreedOnContainerd {
  readonly #input: FreedInput;
  /** Layers of configs by digest, which cannot change. */
  readonly #stacks = new Map<string, string[]>();

  constructor(input: FreedInput) {
    this.#input = input;
  }

  /** Exact bytes, or null where nothing tells them. Throws coded errors. */
  async freedBy(engine: Engine, ids: string[]): Promise<number | null> {
    // Without BuildKit nothing tells what is in the store.
    if (!engine.info.capabilities.buildkit.available || ids.length > MOST_IMAGES) return null;
    const images = this.#input.list.images(engine.id).map(({ id }) => id);
    const signal = AbortSignal.timeout(TIME_LIMIT);
    const listed = new Set(images);
    const [containers, content, sizes] = await Promise.all([
      listContainers(engine),
      readContent(engine, { known: this.#stacks, signal }),
      Promise.all(ids.map((id) => this.#layerSizes(engine, { id, listed, signal }))),
    ]);
    const layerSizes = new Map<string, number[]>();
    for (const [i, id] of ids.entries()) {
      const own = sizes[i];
      if (!own) return null;
      layerSizes.set(id, own);
    }
    const inUse = containers.map(({ imageId }) => imageId);
    return freedContent({ content, images, removed: new Set(ids), inUse, layerSizes });
  }

  /**
   * Unpacked bytes of each layer. Null where they are not all: the history says nothing of what lies between the
   * layers of an image that was committed, and of one platform only. Null also for images on hidden steps of the classic
   * builder, which the engine removes with them where no other image needs them.
   */
  async #layerSizes(
    engine: Engine,
    { id, listed, signal }: { id: string; listed: ReadonlySet<string>; signal: AbortSignal },
  ): Promise<number[] | null> {
    const [details, whole] = await Promise.all([
      this.#input.details.kept(engine.id, id),
      unpackedBytes(engine, id, { signal }),
    ]);
    if (details.history.some((step) => step.id !== '' && !listed.has(step.id))) return null;
    const sizes = layerSizesOf(details);
    if (sizes === undefined || whole === null) return null;
    const told = sizes.reduce((sum, bytes) => sum + bytes, 0);
    return told === whole.reduce((sum, bytes) => sum + bytes, 0) ? sizes : null;
  }
}
