import path from 'node:path';
import type { ImageDetails, ImageHistory, ImageSystem, ReconstructedDockerfile } from '../../contract';
import { reconstructDockerfile } from '../../core/dockerfile';
import { buildHistory } from '../../core/history';
import { baseCandidates, descendants, findSystem, type LayeredImage, layerChain } from '../../core/layers';
import { isImageId, normalize } from '../../core/reference';
import type { Engine } from '../../engine/engine';
import { imageHistory } from '../../engine/image-history';
import { imageJson } from '../../engine/image-json';
import { inspectImage } from '../../engine/inspect-image';
import type { EngineEvent } from '../../engine/watch-events';
import { DetailsStore, type KeptDetails } from './details-store';
import type { FactsService } from './facts-service';
import type { ImageListService } from './image-list-service';
import { toLayered } from './known-image';

export interface DetailsInput {
  cacheFolder: string;
  list: ImageListService;
  facts: FactsService;
  /** The engine in use; throws when it is another one, or not there. */
  engine: (engineId: string) => Engine;
  onError: (thrown: unknown) => void;
}

/** Of images with the very same layers there may be thousands; so many histories are compared at most. */
const MOST_HISTORIES = 8;

/** One image with everything that the rules need to speak about it. */
interface Subject {
  image: LayeredImage;
  kept: KeptDetails;
  others: LayeredImage[];
  system: ImageSystem;
  /** Of the base that was found; empty without one. */
  baseHistory: KeptDetails['history'];
}

/** Everything about one image: what the engine keeps of it, and what follows from it. */
export class DetailsService {
  readonly #input: DetailsInput;
  readonly #stores = new Map<string, DetailsStore>();
  /** Questions under way, so that the tabs of one image ask once. */
  readonly #asking = new Map<string, Promise<KeptDetails>>();

  constructor(input: DetailsInput) {
    this.#input = input;
  }

  async details(engineId: string, name: string): Promise<ImageDetails> {
    const { image, kept, others, system } = await this.#subject(engineId, name);
    const { config, ...inspected } = kept.inspected;
    const { parentId: _parentId, ...members } = inspected;
    return {
      ...members,
      ...config,
      engineId,
      id: image.id,
      references: image.references,
      digests: image.digests,
      chain: layerChain(image, others),
      system,
      descendants: descendants(image, others).map(({ id, references }) => ({ imageId: id, references })),
    };
  }

  async history(engineId: string, name: string): Promise<ImageHistory> {
    const subject = await this.#subject(engineId, name);
    return { engineId, id: subject.image.id, ...historyOf(subject) };
  }

  async dockerfile(engineId: string, name: string): Promise<ReconstructedDockerfile> {
    const subject = await this.#subject(engineId, name);
    return reconstructDockerfile(historyOf(subject).steps, subject.kept.inspected, subject.system);
  }

  async json(engineId: string, name: string): Promise<string> {
    return await imageJson(this.#input.engine(engineId), name);
  }

  /** Inspect and history, from memory where they are known. */
  async kept(engineId: string, name: string): Promise<KeptDetails> {
    const id = this.#idOf(engineId, name);
    const known = id === undefined ? null : await this.#store(engineId).get(id);
    return known ?? (await this.#askOnce(engineId, id ?? name));
  }

  /** An id may stand for something else after another platform of it was pulled. */
  forgetNamedBy(engineId: string, event: EngineEvent): void {
    if (event.kind !== 'image' || (event.action !== 'pull' && event.action !== 'load')) return;
    const id = this.#idOf(engineId, event.id);
    if (id !== undefined) this.#store(engineId).forget(id);
  }

  async #subject(engineId: string, name: string): Promise<Subject> {
    const kept = await this.kept(engineId, name);
    const names = this.#input.list.image(engineId, kept.inspected.id) ?? kept.inspected;
    const image: LayeredImage = { ...toLayered(kept.inspected, names), history: kept.history };
    const steps = buildHistory(kept.inspected, kept.history, 0).steps;
    const others = await this.#others(engineId, image, steps);
    const system = findSystem(image, steps, others);
    const baseHistory = system.kind === 'based-on' ? (await this.kept(engineId, system.imageId)).history : [];
    return { image, kept, others, system, baseHistory };
  }

  /** The other local images; bases that only their histories can tell apart come with them. */
  async #others(
    engineId: string,
    image: LayeredImage,
    steps: ImageHistory['steps'],
  ): Promise<LayeredImage[]> {
    await this.#input.facts.completeLayersSoon(engineId);
    const others = this.#input.facts.layered(engineId).filter(({ id }) => id !== image.id);
    const likeliest = baseCandidates(image, steps, others, MOST_HISTORIES);
    const known = await Promise.all(
      likeliest.map(async (other) => {
        return { ...other, history: (await this.kept(engineId, other.id)).history };
      }),
    );
    const withHistory = new Map(known.map((other) => [other.id, other]));
    return others.map((other) => withHistory.get(other.id) ?? other);
  }

  async #askOnce(engineId: string, idOrName: string): Promise<KeptDetails> {
    const key = `${engineId} ${idOrName}`;
    const asked =
      this.#asking.get(key) ?? this.#ask(engineId, idOrName).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asked);
    return await asked;
  }

  async #ask(engineId: string, idOrName: string): Promise<KeptDetails> {
    const engine = this.#input.engine(engineId);
    const [inspected, history] = await Promise.all([
      inspectImage(engine, idOrName),
      imageHistory(engine, idOrName),
    ]);
    this.#store(engineId).put(inspected.id, { inspected, history });
    this.#input.facts.learn(engineId, inspected);
    return { inspected, history };
  }

  #idOf(engineId: string, name: string): string | undefined {
    return isImageId(name) ? name : this.#input.list.holderOf(engineId, normalize(name));
  }

  #store(engineId: string): DetailsStore {
    const open = () => {
      const store = new DetailsStore(path.join(this.#input.cacheFolder, engineId), this.#input.onError);
      store.tidy().catch(this.#input.onError);
      this.#stores.set(engineId, store);
      return store;
    };
    return this.#stores.get(engineId) ?? open();
  }
}

function historyOf({ kept, system, baseHistory }: Subject) {
  const inherited = system.kind === 'based-on' ? system.layers : 0;
  return buildHistory(kept.inspected, kept.history, inherited, baseHistory);
}

/** Bytes of each layer of an image, where its history tells them; undefined where it does not. */
export function layerSizesOf({ inspected, history }: KeptDetails): number[] | undefined {
  const { steps, alignment } = buildHistory(inspected, history, 0);
  if (alignment === 'unknown') return undefined;
  const sizes: number[] = inspected.layers.map(() => 0);
  for (const { layer, sizeBytes } of steps) if (layer !== null) sizes[layer] = sizeBytes;
  return sizes;
}
