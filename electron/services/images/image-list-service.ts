import type { AppError, ImageList, ImageSummary, Publish } from '../../contract';
import { codedError } from '../../core/coded-error';
import type { Engine } from '../../engine/engine';
import type { EngineEvent } from '../../engine/watch-events';
import type { EngineFollower } from '../engines/engines-service';
import type { ListAccess } from './list-access';
import { type CachedList, ListCache } from './list-cache';
import { LiveList } from './live-list';

export interface ImageListInput {
  access: ListAccess;
  /** Folder of the lists that are kept for the next start. */
  cacheFolder: string;
  publish: Publish;
  onError: (thrown: unknown) => void;
}

/** Writing waits for this long, so that a storm of changes is written once, milliseconds. */
const SAVE_AFTER = 2_000;

/** The image list of the engine in use, and the last one of every other engine on disk. */
export class ImageListService implements EngineFollower {
  readonly #input: ImageListInput;
  readonly #cache: ListCache;
  #live: LiveList | null = null;
  #revision = 0;
  #unsaved: { engineId: string; list: CachedList } | null = null;
  #saveTimer: NodeJS.Timeout | null = null;
  /** Of the engine before, when it was left. */
  #saving: Promise<void> = Promise.resolve();

  constructor(input: ImageListInput) {
    this.#input = input;
    this.#cache = new ListCache(input.cacheFolder);
  }

  /** The list, painted from disk or from the engine, whichever is there first. Throws `engine-changed`. */
  async list(engineId: string): Promise<ImageList> {
    return await this.#require(engineId).list();
  }

  async refresh(engineId: string): Promise<ImageList> {
    return await this.#require(engineId).refresh();
  }

  /** What is known of the images of an engine right now; empty for every engine but the one in use. */
  images(engineId: string): ImageSummary[] {
    return this.#live?.engineId === engineId ? this.#live.images.all() : [];
  }

  image(engineId: string, id: string): ImageSummary | undefined {
    return this.#live?.engineId === engineId ? this.#live.images.get(id) : undefined;
  }

  /** Id of the image that has a reference, in its familiar form with the tag. */
  holderOf(engineId: string, reference: string): string | undefined {
    return this.#live?.engineId === engineId ? this.#live.images.holderOf(reference) : undefined;
  }

  /** Says which images or names the app itself has changed. */
  touch(engineId: string, names: string[]): void {
    if (this.#live?.engineId === engineId) this.#live.touch(names);
  }

  begin(engineId: string): void {
    this.#live = new LiveList({
      engineId,
      access: this.#input.access,
      cached: this.#cache.read(engineId),
      save: (list) => this.#saveSoon(engineId, list),
      revision: { current: () => this.#revision, next: () => this.#nextRevision() },
      publish: this.#input.publish,
      onError: this.#input.onError,
    });
  }

  connected(engine: Engine): void {
    this.#live?.connected(engine);
  }

  lost(error: AppError): void {
    this.#live?.lost(error);
  }

  event(event: EngineEvent): void {
    this.#live?.event(event);
  }

  gap(): void {
    this.#live?.gap();
  }

  end(): void {
    this.#live?.end();
    this.#live = null;
    this.#saving = this.flush().catch(this.#input.onError);
  }

  /** Settles when everything is on disk. */
  async flush(): Promise<void> {
    await this.#saving;
    if (this.#saveTimer) clearTimeout(this.#saveTimer);
    this.#saveTimer = null;
    const unsaved = this.#unsaved;
    this.#unsaved = null;
    if (unsaved) await this.#cache.write(unsaved.engineId, unsaved.list);
  }

  #require(engineId: string): LiveList {
    if (this.#live?.engineId === engineId) return this.#live;
    throw codedError('engine-changed', '', { next: [{ step: 'retry' }] });
  }

  #nextRevision(): number {
    this.#revision += 1;
    return this.#revision;
  }

  #saveSoon(engineId: string, list: CachedList): void {
    this.#unsaved = { engineId, list };
    this.#saveTimer ??= setTimeout(() => {
      this.flush().catch(this.#input.onError);
    }, SAVE_AFTER).unref();
  }
}
