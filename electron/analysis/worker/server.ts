import { CodedError, codedError, toAppError } from '../../core/coded-error';
import { CacheFolder } from '../cache/cache-folder';
import { LayerCache } from '../cache/layer-cache';
import { removeAbandoned } from '../contents/abandoned-folders';
import { LayerContents } from '../contents/layer-contents';
import { Spool } from '../contents/spool';
import { Analyst } from '../image/analyst';
import type { AnalysisProgress } from '../image/progress';
import type { CallName, FromWorker, ToWorker, WorkerSettings } from '../protocol';
import { OpenTrees } from '../tree/open-trees';
import { type CallContext, callHandlers } from './calls';
import { Throttle } from './throttle';

/** The part of a port that the server uses. */
export interface ServerPort {
  postMessage(message: FromWorker, transfer?: ArrayBuffer[]): void;
}

interface Running {
  controller: AbortController;
  /** Settles the sending of the last piece. */
  sending: { taken: () => void; refuse: (reason: unknown) => void } | null;
}

/** Answers the main process. Works the same on a thread of its own and, in tests, on any other. */
export class AnalysisServer {
  readonly #port: ServerPort;
  readonly #running = new Map<number, Running>();
  #work: {
    folder: CacheFolder;
    cache: LayerCache;
    spool: Spool;
    contents: LayerContents;
    handlers: ReturnType<typeof callHandlers>;
  } | null = null;

  constructor(port: ServerPort) {
    this.#port = port;
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'settings':
        this.#settings(message.settings);
        break;
      case 'call':
        this.#call(message.id, message.name, message.input).catch((thrown) => this.#problem(thrown));
        break;
      case 'cancel':
        cancel(this.#running.get(message.id));
        break;
      case 'taken':
        this.#running.get(message.id)?.sending?.taken();
        break;
      case 'close':
        this.#close().catch((thrown) => this.#problem(thrown));
    }
  }

  #settings({ cacheFolder, cacheBytes, spoolFolder }: WorkerSettings): void {
    if (this.#work) {
      this.#work.folder.limit = cacheBytes;
      this.#work.folder.tidy().catch((thrown) => this.#problem(thrown));
      return;
    }
    const folder = new CacheFolder(cacheFolder, cacheBytes);
    const cache = new LayerCache(folder, (thrown) => this.#problem(thrown));
    const spool = new Spool(spoolFolder);
    removeAbandoned(spoolFolder).catch((thrown) => this.#problem(thrown));
    const contents = new LayerContents({
      spool,
      onReading: (reading) => this.#port.postMessage({ type: 'reading', reading }),
    });
    const trees = new OpenTrees(() => undefined);
    const analyst = new Analyst({ cache, inMemory: (key) => trees.image(key) });
    const handlers = callHandlers({ analyst, trees, contents });
    this.#work = { folder, cache, spool, contents, handlers };
  }

  async #call(id: number, name: CallName, input: unknown): Promise<void> {
    const running: Running = { controller: new AbortController(), sending: null };
    this.#running.set(id, running);
    const throttle = new Throttle<AnalysisProgress>((progress) =>
      this.#port.postMessage({ type: 'progress', id, progress }),
    );
    try {
      const value = await this.#handle(name, input, this.#contextOf(id, running, throttle));
      // What it came to is told before it ends.
      throttle.stop();
      this.#port.postMessage({ type: 'answer', id, value });
    } catch (thrown) {
      if (!(thrown instanceof CodedError) && !running.controller.signal.aborted) this.#problem(thrown);
      this.#port.postMessage({ type: 'error', id, error: toAppError(thrown) });
    } finally {
      throttle.stop();
      this.#running.delete(id);
    }
  }

  async #handle(name: CallName, input: unknown, context: CallContext): Promise<unknown> {
    if (!this.#work) throw codedError('internal', 'called before its settings');
    // The host's types hold both ends together; the compiler cannot follow that through the union.
    const handler = this.#work.handlers[name] as (input: unknown, context: CallContext) => Promise<unknown>;
    return await handler(input, context);
  }

  #contextOf(id: number, running: Running, throttle: Throttle<AnalysisProgress>): CallContext {
    const { signal } = running.controller;
    return {
      signal,
      progress: (progress) => throttle.tell(progress),
      send: (bytes) =>
        new Promise((resolve, reject) => {
          if (signal.aborted) return reject(signal.reason);
          running.sending = { taken: resolve, refuse: reject };
          this.#port.postMessage({ type: 'piece', id, bytes });
        }),
    };
  }

  async #close(): Promise<void> {
    for (const running of this.#running.values()) cancel(running);
    await this.#work?.cache.settled();
    await this.#work?.contents.close();
    await this.#work?.spool.close();
    this.#port.postMessage({ type: 'closed' });
  }

  #problem(thrown: unknown): void {
    const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    this.#port.postMessage({ type: 'problem', message });
  }
}

function cancel(running: Running | undefined): void {
  if (!running) return;
  running.controller.abort();
  running.sending?.refuse(running.controller.signal.reason);
}
