import type { AppError, EngineState, Publish } from '../../contract';
import { CodedError, codedError } from '../../core/coded-error';
import type { Engine, EngineTarget } from '../../engine/engine';
import type { EngineEvent } from '../../engine/watch-events';
import { withTimeLimit } from '../abort';
import { endpointsToTry } from './choose-endpoint';
import type { EngineAccess } from './engine-access';
import { EngineLink } from './engine-link';
import { EngineStateBook } from './engine-state';
import { type Lease, LeaseBook } from './lease-book';
import { socketFile, watchSockets } from './socket-watch';

/** Hears what happens to the engine in use. `begin` … `end` enclose one engine; nothing of two engines mixes. */
export interface EngineFollower {
  begin(engineId: string): void;
  /** For the first time or again: whatever was known may be out of date. */
  connected(engine: Engine): void;
  lost(error: AppError): void;
  event(event: EngineEvent): void;
  /** Events may have been missed. */
  gap(): void;
  end(): void;
}

export interface EnginesInput {
  access: EngineAccess;
  publish: Publish;
  /** The endpoint that the person chose in the window, kept between starts. */
  remembered: { get(): string | null; set(id: string | null): void };
  onError: (thrown: unknown) => void;
}

/** So long an endpoint may take to answer a probe, milliseconds. */
const PROBE_LIMIT = 6_000;
const SOCKET_SETTLE = 200;

/** Which engines there are, which one is in use, and whether it is there. */
export class EnginesService {
  readonly #input: EnginesInput;
  readonly #book: EngineStateBook;
  readonly #followers: EngineFollower[] = [];
  readonly #leases = new LeaseBook();
  readonly #closing = new AbortController();
  #link: EngineLink | null = null;
  #engine: Engine | null = null;
  #stopWaiting: () => void = () => undefined;

  constructor(input: EnginesInput) {
    this.#input = input;
    this.#book = new EngineStateBook((state) => input.publish('engine.changed', state));
  }

  follow(follower: EngineFollower): void {
    this.#followers.push(follower);
  }

  /** Finds the endpoints and connects to the best one that answers; goes on in the background. */
  start(): void {
    this.#discover();
    const remembered = this.#input.remembered.get();
    this.#tryInTurn(endpointsToTry({ targets: [...this.#book.targets], remembered }));
  }

  state(): EngineState {
    return this.#book.snapshot();
  }

  /** Reads the configuration again, asks every endpoint, and tries again where nothing is connected. */
  async refresh(): Promise<EngineState> {
    if (this.#link === null) this.start();
    else this.#discover();
    this.#link?.retryNow();
    await this.#probe(this.#book.targets);
    return this.state();
  }

  /** Switches to an endpoint; everything of the old engine that is not a job ends. Throws `not-found`. */
  use(id: string): EngineState {
    const target = this.#book.target(id);
    if (!target)
      throw codedError('not-found', 'no such engine', { params: { engine: id }, why: 'engine-gone' });
    this.#input.remembered.set(target.endpoint.cliChoice ? null : id);
    if (this.#link?.target.endpoint.id === id) this.#link.retryNow();
    else this.#open(target, (error) => this.#showLost(error));
    return this.state();
  }

  /** The engine in use, when it is the one that a window speaks of. Throws `engine-changed`, or why it is not there. */
  require(engineId: string): Engine {
    if (engineId !== this.#book.activeId)
      throw codedError('engine-changed', '', { next: [{ step: 'retry' }] });
    if (this.#engine) return this.#engine;
    const { connection } = this.#book;
    if (connection.state === 'lost') throw new CodedError(connection.error);
    throw codedError('engine-unreachable', '', { next: [{ step: 'retry' }, { step: 'choose-engine' }] });
  }

  /** An endpoint with what it takes to connect to it. */
  target(id: string): EngineTarget | undefined {
    return this.#book.target(id);
  }

  /** The engine in use; null while none is there. */
  current(): Engine | null {
    return this.#engine;
  }

  /** An engine for a job, which keeps it whatever the window switches to, until it calls `release`. */
  async lease(engineId: string): Promise<Lease> {
    if (engineId === this.#book.activeId) return this.#leases.take(this.require(engineId));
    const target = this.#book.target(engineId);
    if (!target) throw codedError('engine-changed', '', { next: [{ step: 'choose-engine' }] });
    const engine = await withTimeLimit(this.#closing.signal, PROBE_LIMIT, async (signal) => {
      return await this.#input.access.connect(target, { signal });
    });
    const lease = this.#leases.take(engine);
    this.#leases.closeWhenFree(engine);
    return lease;
  }

  close(): void {
    this.#closing.abort();
    this.#leave();
  }

  #discover(): void {
    const { targets, problems } = this.#input.access.discover();
    this.#book.discovered(targets, problems);
  }

  /** Connects to the first endpoint that answers; when none does, waits for a socket to appear. */
  #tryInTurn([target, ...others]: EngineTarget[]): void {
    if (target) this.#open(target, () => this.#tryInTurn(others));
    else this.#showNone();
  }

  /** Leaves the engine in use and connects to another; `onUnreachable` hears of failures before the first success. */
  #open(target: EngineTarget, onUnreachable: (error: AppError) => void): void {
    this.#leave();
    const { id } = target.endpoint;
    let wasThere = false;
    // What an engine says after it was left is no longer anybody's business.
    const inUse = () => this.#link === link;
    const link: EngineLink = new EngineLink(target, this.#input.access, {
      onConnected: (engine) => {
        if (!wasThere) this.#probeOthers(id);
        wasThere = true;
        this.#showConnected(engine);
      },
      onLost: (error) => {
        this.#book.probed(id, { state: 'failed', error });
        if (wasThere) this.#showLost(error);
        else onUnreachable(error);
      },
      onEvent: (event) => {
        if (inUse()) this.#tell((follower) => follower.event(event));
      },
      onGap: () => {
        if (inUse()) this.#tell((follower) => follower.gap());
      },
    });
    this.#link = link;
    this.#book.probed(id, { state: 'checking' });
    this.#book.activate(id, { state: 'connecting' });
    this.#tell((follower) => follower.begin(id));
    link.run().catch(this.#input.onError);
  }

  #leave(): void {
    this.#stopWaiting();
    this.#stopWaiting = () => undefined;
    if (this.#link === null) return;
    this.#link.close();
    this.#link = null;
    this.#tell((follower) => follower.end());
    if (this.#engine) this.#leases.closeWhenFree(this.#engine);
    this.#engine = null;
  }

  #showConnected(engine: Engine): void {
    this.#engine = engine;
    this.#book.probed(engine.id, engine.endpoint.probe);
    this.#book.activate(engine.id, { state: 'connected', info: engine.info });
    this.#tell((follower) => follower.connected(engine));
  }

  /** Calls under way, those of jobs too, end at once with an error instead of waiting for an engine that is gone. */
  #showLost(error: AppError): void {
    const { connection, activeId } = this.#book;
    const alreadyLost = connection.state === 'lost' ? connection : null;
    const info = this.#engine?.info ?? alreadyLost?.info ?? null;
    const since = alreadyLost?.since ?? Date.now();
    this.#engine?.close();
    this.#engine = null;
    this.#book.activate(activeId, { state: 'lost', since, error, info });
    if (!alreadyLost) this.#tell((follower) => follower.lost(error));
  }

  #showNone(): void {
    this.#leave();
    this.#book.activate(null, { state: 'none' });
    const files = this.#book.targets.map(socketFile).filter((file) => file !== null);
    // The socket is made a moment before somebody listens on it.
    let timer: NodeJS.Timeout | undefined;
    const stop = watchSockets(files, () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.start(), SOCKET_SETTLE);
    });
    this.#stopWaiting = () => {
      clearTimeout(timer);
      stop();
    };
    this.#probeOthers(null);
  }

  #tell(what: (follower: EngineFollower) => void): void {
    for (const follower of this.#followers) what(follower);
  }

  #probeOthers(id: string | null): void {
    this.#probe(this.#book.targets.filter(({ endpoint }) => endpoint.id !== id)).catch(this.#input.onError);
  }

  /** Asks endpoints side by side; the one in use is known by its link. */
  async #probe(targets: readonly EngineTarget[]): Promise<void> {
    const inUse = this.#link?.target.endpoint.id;
    const asked = targets.filter(({ endpoint }) => endpoint.id !== inUse);
    await Promise.all(asked.map((target) => this.#probeOne(target)));
  }

  async #probeOne(target: EngineTarget): Promise<void> {
    const { id } = target.endpoint;
    this.#book.probed(id, { state: 'checking' });
    const probe = await withTimeLimit(this.#closing.signal, PROBE_LIMIT, async (signal) => {
      return await this.#input.access.probe(target, { signal });
    });
    // Meanwhile it may have come into use, and then its link knows better.
    if (this.#link?.target.endpoint.id !== id) this.#book.probed(id, probe);
  }
}
