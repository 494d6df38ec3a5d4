import type { PruneMode, PrunePreview, RemovePreview } from '../../contract';
import {
  type EngineContent,
  freedBytes,
  type PreviewImage,
  prunePreview,
  removePreview,
} from '../../core/reclaim';
import { isImageId, normalize } from '../../core/reference';
import type { Engine } from '../../engine/engine';
import { listContainers } from '../../engine/list-containers';
import { type DetailsService, layerSizesOf } from './details-service';
import type { FactsService } from './facts-service';
import { FreedOnContainerd } from './freed-on-containerd';
import type { ImageListService } from './image-list-service';

export interface PreviewInput {
  list: ImageListService;
  facts: FactsService;
  details: DetailsService;
  engine: (engineId: string) => Engine;
}

/** Histories are fetched for so many images at most; beyond it the sum is told without them, or not at all. */
const MOST_HISTORIES = 100;

/** What removing and pruning would do, without doing it. */
export class PreviewService {
  readonly #input: PreviewInput;
  readonly #containerd: FreedOnContainerd;

  constructor(input: PreviewInput) {
    this.#input = input;
    this.#containerd = new FreedOnContainerd(input);
  }

  async remove(engineId: string, targets: string[], force: boolean): Promise<RemovePreview> {
    return removePreview(await this.#content(engineId, this.#idsOf(engineId, targets)), targets, force);
  }

  async prune(engineId: string, mode: PruneMode): Promise<PrunePreview> {
    const rough = prunePreview(await this.#content(engineId, []), mode);
    if (rough.reclaimBytes !== null || rough.images.length === 0) return rough;
    if (this.#input.engine(engineId).info.imageStore !== 'graph') return rough;
    return prunePreview(
      await this.#content(
        engineId,
        rough.images.map(({ id }) => id),
      ),
      mode,
    );
  }

  /** Bytes that removing these images would free; null when nothing can tell. May take a second or two. */
  async reclaimedBy(engineId: string, ids: string[]): Promise<number | null> {
    const engine = this.#input.engine(engineId);
    if (engine.info.imageStore === 'containerd') return await this.#containerd.freedBy(engine, ids);
    return freedBytes(await this.#content(engineId, ids), ids);
  }

  /** The engine's images and containers; layers where figures can be told, layer sizes of the images that are to go. */
  async #content(engineId: string, going: string[]): Promise<EngineContent> {
    const engine = this.#input.engine(engineId);
    const store = engine.info.imageStore;
    const [containers] = await Promise.all([
      listContainers(engine),
      store === 'graph' ? this.#input.facts.completeLayers(engineId) : undefined,
    ]);
    const layers = new Map(this.#input.facts.layered(engineId).map((image) => [image.id, image.layers]));
    const sizes = store === 'graph' ? await this.#sizesOf(engineId, going) : new Map<string, number[]>();
    const images = this.#input.list.images(engineId).map((image): PreviewImage => {
      const [known, layerSizes] = [layers.get(image.id), sizes.get(image.id)];
      return { ...image, ...(known ? { layers: known } : {}), ...(layerSizes ? { layerSizes } : {}) };
    });
    return { store, images, containers };
  }

  async #sizesOf(engineId: string, ids: string[]): Promise<Map<string, number[]>> {
    const sizes = new Map<string, number[]>();
    const learn = async (id: string) => {
      const found = layerSizesOf(await this.#input.details.kept(engineId, id));
      if (found) sizes.set(id, found);
    };
    // An image that went meanwhile has no sizes; the engine's own answer will say so.
    await Promise.allSettled(ids.slice(0, MOST_HISTORIES).map(learn));
    return sizes;
  }

  #idsOf(engineId: string, targets: string[]): string[] {
    return targets.flatMap((target) => {
      return isImageId(target) ? target : (this.#input.list.holderOf(engineId, normalize(target)) ?? []);
    });
  }
}
