import type { AppError } from '../../contract';
import { toAppError } from '../../core/coded-error';
import type { Engine, EngineTarget } from '../../engine/engine';
import type { EngineEvent } from '../../engine/watch-events';
import { pause, withTimeLimit } from '../abort';
import type { EngineAccess } from './engine-access';
import { socketFile, watchSockets } from './socket-watch';

export interface LinkHooks {
  /** Connected, for the first time or again; whatever was known before may be out of date. */
  onConnected(engine: Engine): void;
  /** Could not be reached, or no longer answers; the link goes on trying. */
  onLost(error: AppError): void;
  onEvent(event: EngineEvent): void;
  /** Events may have been missed although the engine was there all the time. */
  onGap(): void;
}

const CONNECT_LIMIT = 15_000;
/** A stream that ends is followed by a question; an engine that does not answer it by then is lost. */
const PING_LIMIT = 1_500;
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;
/** The engine keeps its last 256 events (moby `daemon/events`); so many at once mean that older ones are gone. */
const REPLAY_LIMIT = 250;
/** How much a remote engine's clock may be ahead of ours without events being missed, seconds. */
const CLOCK_SKEW = 2;
/** What comes so soon after a stream was opened again counts as replayed, milliseconds. */
const REPLAY_TIME = 1_000;

/**
 * Stays connected to one endpoint: connects, listens to its events, notices when it is gone by the end of the
 * event stream, and connects again. While all is well nothing is asked and no timer runs.
 */
export class EngineLink {
  readonly target: EngineTarget;
  readonly #access: EngineAccess;
  readonly #hooks: LinkHooks;
  readonly #closing = new AbortController();
  /** Ends the pause before the next attempt. */
  #wake = new AbortController();
  #since = '';

  constructor(target: EngineTarget, access: EngineAccess, hooks: LinkHooks) {
    this.target = target;
    this.#access = access;
    this.#hooks = hooks;
  }

  get signal(): AbortSignal {
    return this.#closing.signal;
  }

  /** Works until `close`; resolves then. */
  async run(): Promise<void> {
    while (!this.signal.aborted) {
      const engine = await this.#connect();
      if (engine === null) return;
      // What happens while the list is on its way must not be missed, so events are asked for from before it.
      this.#since = String(Math.floor(Date.now() / 1000) - CLOCK_SKEW);
      this.#hooks.onConnected(engine);
      await this.#listen(engine);
    }
  }

  /** Tries again at once when it is waiting for the next attempt. */
  retryNow(): void {
    this.#wake.abort();
  }

  close(): void {
    this.#closing.abort();
    this.#wake.abort();
  }

  /** Tries until it succeeds; null when the link was closed meanwhile. */
  async #connect(): Promise<Engine | null> {
    for (let attempt = 0; !this.signal.aborted; attempt += 1) {
      try {
        const engine = await withTimeLimit(this.signal, CONNECT_LIMIT, async (signal) => {
          return await this.#access.connect(this.target, { signal });
        });
        if (!this.signal.aborted) return engine;
        engine.close();
      } catch (thrown) {
        if (this.signal.aborted) return null;
        this.#hooks.onLost(toAppError(thrown));
        await this.#waitFor(attempt);
      }
    }
    return null;
  }

  /** Listens as long as the engine is there. */
  async #listen(engine: Engine): Promise<void> {
    for (let attempt = 0; !this.signal.aborted; attempt += 1) {
      const heard = await this.#hearStream(engine, attempt > 0);
      if (this.signal.aborted) return;
      const problem = await this.#problemOf(engine);
      if (problem !== null) {
        if (!this.signal.aborted) this.#hooks.onLost(problem);
        return;
      }
      if (heard) attempt = 0;
      await this.#waitFor(attempt);
    }
  }

  /** Hears one event stream to its end; answers whether it brought anything. */
  async #hearStream(engine: Engine, resumed: boolean): Promise<boolean> {
    let openedAt = Number.POSITIVE_INFINITY;
    let heard = 0;
    const onOpen = () => {
      openedAt = Date.now();
    };
    const onEvent = (event: EngineEvent) => {
      heard += 1;
      if (event.time !== '') this.#since = event.time;
      this.#hooks.onEvent(event);
      if (resumed && heard === REPLAY_LIMIT && Date.now() - openedAt < REPLAY_TIME) this.#hooks.onGap();
    };
    try {
      await this.#access.watch(engine, { since: this.#since, signal: this.signal, onOpen, onEvent });
    } catch {
      // Why it ended does not matter: the next question to the engine decides what it means.
    }
    return heard > 0;
  }

  async #problemOf(engine: Engine): Promise<AppError | null> {
    try {
      await withTimeLimit(
        this.signal,
        PING_LIMIT,
        async (signal) => await this.#access.ping(engine, { signal }),
      );
      return null;
    } catch (thrown) {
      return toAppError(thrown);
    }
  }

  /** Waits longer from attempt to attempt, but no longer than until its socket is made again. */
  async #waitFor(attempt: number): Promise<void> {
    this.#wake = new AbortController();
    if (this.signal.aborted) return;
    const file = socketFile(this.target);
    const stop = watchSockets(file === null ? [] : [file], () => this.#wake.abort());
    await pause(Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE), this.#wake.signal);
    stop();
  }
}
