import path from 'node:path';
import type { AppError, ImageFacts, ImageSummary, Publish } from '../../contract';
import { CodedError, codedError } from '../../core/coded-error';
import type { InspectedImage } from '../../core/image-model';
import { countByFirstLayer, type LayeredImage } from '../../core/layers';
import type { Engine } from '../../engine/engine';
import { inspectImage } from '../../engine/inspect-image';
import { pause } from '../abort';
import type { EngineFollower } from '../engines/engines-service';
import { KnownCache } from './known-cache';
import { type KnownImage, platformOf, toKnown, toLayered } from './known-image';
import { WorkQueue } from './work-queue';

export interface FactsInput {
  cacheFolder: string;
  /** The images that the list shows now. */
  listed: (engineId: string) => ImageSummary[];
  publish: Publish;
  onError: (thrown: unknown) => void;
  inspect?: (engine: Engine, id: string, options: { signal: AbortSignal }) => Promise<InspectedImage>;
}

/** Inspects at once: for what is looked at, and for the rest. More would slow down the engine, not speed up the answer. */
const LIMITS = { urgent: 4, idle: 2 };
/** How often windows are told while the rest is being inspected, milliseconds. */
const TELL_EVERY = 1_000;
/** What a person asks for first goes first, milliseconds. */
const SWEEP_AFTER = 1_000;
const LOOK_LIMIT = 250;

/** One engine in use. */
interface Session {
  engineId: string;
  known: Map<string, KnownImage>;
  cache: KnownCache;
  /** Settles when the cache has been read. */
  loaded: Promise<void>;
  engine: Engine | null;
  calls: AbortController;
  queue: WorkQueue<KnownImage>;
  /** What the last answer of `layered` was made from; what is known only grows, so its size tells whether it changed. */
  last: { listed: ImageSummary[]; known: number; layered: LayeredImage[] } | null;
}

/** What an inspect says of each image beyond the list: asked once for each id, then kept for good. */
export class FactsService implements EngineFollower {
  readonly #input: FactsInput;
  #session: Session | null = null;
  /** Of the engine before, when it was left. */
  #flushing: Promise<void> = Promise.resolve();
  #tellTimer: NodeJS.Timeout | null = null;
  #sweepTimer: NodeJS.Timeout | null = null;

  constructor(input: FactsInput) {
    this.#input = input;
  }

  /** Facts of images; those that are gone, or cannot be inspected now, are left out. */
  async facts(engineId: string, ids: string[]): Promise<Record<string, ImageFacts>> {
    const session = this.#require(engineId);
    const found = await this.#ensure(session, ids);
    const counts = countByFirstLayer(this.#knownOfList(session));
    return Object.fromEntries(found.map((image) => [image.id, factsOf(image, counts)]));
  }

  /** Every listed image of which the layers are known, with its present names. */
  layered(engineId: string): LayeredImage[] {
    const session = this.#require(engineId);
    const listed = this.#input.listed(engineId);
    const { last } = session;
    if (last?.listed === listed && last.known === session.known.size) return last.layered;
    const layered = listed.flatMap((summary) => {
      const known = session.known.get(summary.id);
      return known ? [toLayered(known, summary)] : [];
    });
    session.last = { listed, known: session.known.size, layered };
    return layered;
  }

  /** Makes sure that the layers of all listed images are known; takes as long as it takes. */
  async completeLayers(engineId: string): Promise<void> {
    const session = this.#require(engineId);
    await session.loaded;
    const listed = this.#input.listed(engineId);
    if (this.layered(engineId).length === listed.length) return;
    await this.#ensure(
      session,
      listed.map(({ id }) => id),
    );
  }

  /** The same, but not for longer than somebody who looks at one image should wait; windows are told of the rest. */
  async completeLayersSoon(engineId: string): Promise<void> {
    const limit = pause(LOOK_LIMIT, this.#require(engineId).calls.signal);
    await Promise.race([this.completeLayers(engineId), limit]);
  }

  /** Takes over what somebody else has inspected. */
  learn(engineId: string, image: InspectedImage): void {
    if (this.#session?.engineId === engineId) this.#keep(this.#session, toKnown(image));
  }

  begin(engineId: string): void {
    const file = path.join(this.#input.cacheFolder, `${engineId}.jsonl`);
    const cache = new KnownCache(file, this.#input.onError);
    const session: Session = {
      engineId,
      known: new Map(),
      cache,
      loaded: this.#load(engineId, cache),
      engine: null,
      calls: new AbortController(),
      queue: new WorkQueue((id) => this.#inspect(session, id), LIMITS),
      last: null,
    };
    session.loaded.catch(this.#input.onError);
    this.#session = session;
  }

  connected(engine: Engine): void {
    if (!this.#session) return;
    this.#session.engine = engine;
    this.#session.calls = new AbortController();
  }

  lost(error: AppError): void {
    this.#stop(new CodedError(error));
  }

  event(): void {
    // What an event changes is in the list; what is kept here cannot change.
  }

  gap(): void {
    // As for events.
  }

  end(): void {
    this.#stop(codedError('engine-changed'));
    const flushing = this.#session?.cache.flush() ?? Promise.resolve();
    this.#flushing = flushing.catch(this.#input.onError);
    this.#session = null;
  }

  /** The list is another one now; what is new in it is inspected when nothing else is to be done. */
  listChanged(engineId: string): void {
    this.#sweepTimer ??= setTimeout(() => {
      this.#sweepTimer = null;
      this.#sweep(engineId).catch(this.#input.onError);
    }, SWEEP_AFTER).unref();
  }

  /** Settles when everything is on disk. */
  async flush(): Promise<void> {
    await this.#flushing;
    await this.#session?.cache.flush();
  }

  async #sweep(engineId: string): Promise<void> {
    const session = this.#session;
    if (session?.engineId !== engineId) return;
    await session.loaded;
    for (const { id } of this.#input.listed(engineId)) {
      // Whatever fails here is asked again when somebody wants to see it.
      if (session.engine && !session.known.has(id)) session.queue.later(id).catch(() => undefined);
    }
  }

  async #load(engineId: string, cache: KnownCache): Promise<void> {
    const images = await cache.read();
    if (this.#session?.engineId !== engineId) return;
    for (const image of images) this.#session.known.set(image.id, image);
  }

  async #ensure(session: Session, ids: string[]): Promise<KnownImage[]> {
    await session.loaded;
    const missing = ids.filter((id) => !session.known.has(id));
    if (session.engine) await Promise.allSettled(missing.map((id) => session.queue.now(id)));
    return ids.flatMap((id) => session.known.get(id) ?? []);
  }

  async #inspect(session: Session, id: string): Promise<KnownImage> {
    const known = session.known.get(id);
    if (known) return known;
    if (!session.engine) throw codedError('engine-lost');
    const inspect = this.#input.inspect ?? inspectImage;
    const image = toKnown(await inspect(session.engine, id, { signal: session.calls.signal }));
    this.#keep(session, { ...image, id });
    return image;
  }

  #keep(session: Session, image: KnownImage): void {
    if (session.known.has(image.id)) return;
    session.known.set(image.id, image);
    session.cache.add(image);
    this.#tellSoon(session.engineId);
  }

  #tellSoon(engineId: string): void {
    this.#tellTimer ??= setTimeout(() => {
      this.#tellTimer = null;
      this.#input.publish('images.factsChanged', { engineId });
    }, TELL_EVERY).unref();
  }

  #knownOfList(session: Session): KnownImage[] {
    return this.#input.listed(session.engineId).flatMap(({ id }) => session.known.get(id) ?? []);
  }

  #stop(reason: CodedError): void {
    if (!this.#session) return;
    this.#session.engine = null;
    this.#session.calls.abort();
    this.#session.queue.drop(reason);
  }

  #require(engineId: string): Session {
    if (this.#session?.engineId === engineId) return this.#session;
    throw codedError('engine-changed', '', { next: [{ step: 'retry' }] });
  }
}

function factsOf(image: KnownImage, counts: Map<string, number>): ImageFacts {
  const shared = counts.get(image.layers[0] ?? '') ?? 1;
  return { platform: platformOf(image), layers: image.layers.length, sharedWith: Math.max(0, shared - 1) };
}
