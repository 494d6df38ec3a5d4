import type { AppError, ImageList, ImageSummary, Publish } from '../../contract';
import { CodedError, toAppError } from '../../core/coded-error';
import type { Engine } from '../../engine/engine';
import type { EngineEvent } from '../../engine/watch-events';
import { Deferred } from '../deferred';
import { containersChangedBy, imagesNamedBy } from './event-targets';
import { fetchNamed } from './fetch-named';
import { ImageTable, type TableChange } from './image-table';
import type { ListAccess } from './list-access';
import type { CachedList } from './list-cache';
import { RefreshCosts } from './refresh-costs';
import { Settle } from './settle';

export interface LiveListInput {
  engineId: string;
  access: ListAccess;
  /** What was known of this engine when the app last ran; null when nothing. */
  cached: Promise<CachedList | null>;
  /** Keeps the list for the next start. */
  save: (list: CachedList) => void;
  /** Counts the changes of all lists of this run. */
  revision: { current: () => number; next: () => number };
  publish: Publish;
  onError: (thrown: unknown) => void;
}

/** Stands for the whole list among the names to ask for. */
const EVERYTHING = '*';

/**
 * The images of the engine in use: painted from disk, then listed once, then kept by the engine's events. It lives
 * from switching to the engine until switching away.
 */
export class LiveList {
  readonly engineId: string;
  readonly #input: LiveListInput;
  readonly #table = new ImageTable();
  #known = new Deferred<void>();
  readonly #images: Settle<string>;
  readonly #containers: Settle<'set' | 'state'>;
  readonly #costs = new RefreshCosts();
  #isKnown = false;
  /** Somebody waits for the first list: it comes as the answer, and thousands of images need not come twice. */
  #isAwaited = false;
  #engine: Engine | null = null;
  #calls = new AbortController();
  #problem: AppError | null = null;
  #stale = true;
  #listedAt = 0;
  #relisted = new Deferred<void>();

  constructor(input: LiveListInput) {
    this.engineId = input.engineId;
    this.#input = input;
    this.#images = new Settle((names) => this.#refresh(names), input.onError);
    this.#containers = new Settle((changes) => this.#refreshContainers(changes), input.onError);
    this.#paintCached().catch(input.onError);
  }

  get images(): ImageTable {
    return this.#table;
  }

  /** The list as soon as anything is known, be it old. Throws why the engine cannot be asked when nothing is. */
  async list(): Promise<ImageList> {
    if (!this.#isKnown && this.#problem) throw new CodedError(this.#problem);
    if (!this.#isKnown) {
      this.#isAwaited = true;
      await this.#known.promise;
    }
    return {
      engineId: this.engineId,
      revision: this.#input.revision.current(),
      images: this.#table.all(),
      stale: this.#stale,
      listedAt: this.#listedAt,
    };
  }

  /** Asks the engine for everything again; answers when it has. */
  async refresh(): Promise<ImageList> {
    const relisted = this.#relisted.promise;
    this.#images.addNow([EVERYTHING]);
    this.#containers.addNow(['set']);
    await relisted;
    return await this.list();
  }

  connected(engine: Engine): void {
    this.#engine = engine;
    this.#problem = null;
    this.#calls = new AbortController();
    this.#images.addNow([EVERYTHING]);
    this.#containers.addNow(['set']);
  }

  lost(error: AppError): void {
    this.#engine = null;
    this.#problem = error;
    this.#calls.abort();
    this.#stale = true;
    const reason = new CodedError(error);
    this.#relisted.reject(reason);
    this.#relisted = new Deferred();
    this.#disappoint(reason);
    if (this.#isKnown) this.#tell({ upserted: [], removed: [] });
  }

  event(event: EngineEvent): void {
    this.#images.add(imagesNamedBy(event));
    const change = containersChangedBy(event);
    if (change !== 'no') this.#containers.add([change]);
  }

  gap(): void {
    this.#images.add([EVERYTHING]);
    this.#containers.add(['set']);
  }

  /** Asks for images that the app itself has made or changed, for engines whose events do not tell. */
  touch(names: string[]): void {
    this.#images.add(names);
  }

  end(): void {
    this.#images.stop();
    this.#containers.stop();
    this.#calls.abort();
    if (this.#isKnown && !this.#stale) this.#save();
  }

  async #paintCached(): Promise<void> {
    const cached = await this.#input.cached;
    if (cached === null || this.#isKnown) return;
    this.#table.replaceAll(cached.images);
    this.#listedAt = cached.listedAt;
    this.#becomeKnown();
  }

  async #refresh(names: Set<string>): Promise<void> {
    const engine = this.#engine;
    if (engine === null) return;
    const everything = names.has(EVERYTHING) || this.#costs.listIsCheaper(names.size);
    try {
      if (everything) await this.#relist(engine);
      else await this.#refetch(engine, names);
    } catch (thrown) {
      // An engine that is lost, or that was left, explains itself elsewhere.
      if (engine === this.#engine && !this.#calls.signal.aborted) this.#failed(thrown);
    }
  }

  async #relist(engine: Engine): Promise<void> {
    // Who asks from now on wants a list that was not on its way already.
    const waiting = this.#relisted;
    this.#relisted = new Deferred();
    try {
      const images = await this.#costs.measureList(() => {
        return this.#input.access.listImages(engine, { signal: this.#calls.signal });
      });
      const change = this.#table.replaceAll(images);
      if (!this.#isKnown && this.#isAwaited) this.#confirm({ upserted: [], removed: [] }, false);
      else this.#confirm(change, !this.#isKnown || change.upserted.length > images.length / 2);
      this.#becomeKnown();
      waiting.resolve();
    } catch (thrown) {
      waiting.reject(thrown);
      throw thrown;
    }
  }

  async #refetch(engine: Engine, names: Set<string>): Promise<void> {
    const { upserts, removals } = await this.#costs.measureFetch(names.size, () => {
      return fetchNamed(names, this.#table, (name) => {
        return this.#input.access.getImage(engine, name, { signal: this.#calls.signal });
      });
    });
    this.#confirm(this.#table.apply(upserts, removals), false);
  }

  /** The engine has just said so. */
  #confirm(change: TableChange, complete: boolean): void {
    const changed = complete || this.#stale || change.upserted.length > 0 || change.removed.length > 0;
    this.#stale = false;
    this.#listedAt = Date.now();
    if (changed) this.#tell(change, complete);
  }

  #failed(thrown: unknown): void {
    this.#input.onError(thrown);
    this.#problem = toAppError(thrown);
    this.#disappoint(thrown);
  }

  /** Whoever waits for a list gets the reason why there is none now; whoever comes later waits for the next try. */
  #disappoint(reason: unknown): void {
    if (this.#isKnown) return;
    this.#isAwaited = false;
    this.#known.reject(reason);
    this.#known = new Deferred();
  }

  async #refreshContainers(changes: Set<'set' | 'state'>): Promise<void> {
    const engine = this.#engine;
    if (engine === null) return;
    try {
      if (changes.has('set')) await this.#countContainers(engine);
      this.#input.publish('containers.changed', { engineId: this.engineId });
    } catch (thrown) {
      if (engine === this.#engine && !this.#calls.signal.aborted) this.#input.onError(thrown);
    }
  }

  async #countContainers(engine: Engine): Promise<void> {
    const containers = await this.#input.access.listContainers(engine, { signal: this.#calls.signal });
    const change = this.#table.countContainers(containers.map(({ imageId }) => imageId));
    if (this.#isKnown && change.upserted.length > 0) this.#tell(change);
  }

  #tell({ upserted, removed }: TableChange, complete = false): void {
    this.#input.publish('images.changed', {
      engineId: this.engineId,
      revision: this.#input.revision.next(),
      complete,
      upserted: complete ? this.#table.all() : upserted,
      removed: complete ? [] : removed,
      stale: this.#stale,
      listedAt: this.#listedAt,
    });
    if (!this.#stale) this.#save();
  }

  #becomeKnown(): void {
    this.#isKnown = true;
    this.#problem = null;
    this.#known.resolve();
  }

  #save(): void {
    const images: ImageSummary[] = this.#table.all();
    this.#input.save({ listedAt: this.#listedAt, images });
  }
}
