import type { LayersReading } from '../contract';
import { CodedError, codedError } from '../core/coded-error';
import type { AnalysisProgress } from './image/progress';
import type { AnalysisPort, StartWorker } from './port';
import type { CallName, Calls, FromWorker, WorkerSettings } from './protocol';

export interface HostInput {
  start: StartWorker;
  settings: WorkerSettings;
  onReading: (reading: LayersReading) => void;
  onProblem: (thrown: unknown) => void;
  /** Milliseconds without a call after which the worker ends. */
  idleAfter?: number;
  /** Milliseconds that a question about a tree may take. */
  slowAfter?: number;
}

export interface CallOptions {
  signal?: AbortSignal;
  onProgress?: (progress: AnalysisProgress) => void;
  /** Takes a piece; the next one comes when it resolves. */
  onPiece?: (bytes: Uint8Array) => Promise<void>;
}

interface Pending {
  name: CallName;
  options: CallOptions;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
  timer: NodeJS.Timeout | undefined;
}

const IDLE_AFTER = 10 * 60_000;
/** A pattern that takes longer would take forever. */
const SLOW_AFTER = 20_000;
const CLOSE_LIMIT = 3_000;

/** Questions that the tree in memory answers: whatever takes them long is stuck. */
const quick: readonly CallName[] = [
  'layers.outline',
  'layers.rows',
  'layers.locate',
  'layers.find',
  'layers.map',
  'layers.life',
];

/** Talks to the worker: starts it when it is needed, and again after it died, and ends it when nobody needs it. */
export class AnalysisHost {
  readonly #input: HostInput;
  readonly #pending = new Map<number, Pending>();
  #settings: WorkerSettings;
  #port: AnalysisPort | null = null;
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;
  #onClosed: () => void = () => undefined;

  constructor(input: HostInput) {
    this.#input = input;
    this.#settings = input.settings;
  }

  /** Starts the worker, so that it is ready when it is asked. */
  warmUp(): void {
    if (this.#port === null) this.#start();
    this.#awaitIdleness();
  }

  /** Asks the worker. Throws coded errors; one that was cancelled by `signal` throws its reason. */
  async call<N extends CallName>(
    name: N,
    input: Calls[N]['input'],
    options: CallOptions = {},
  ): Promise<Calls[N]['output']> {
    options.signal?.throwIfAborted();
    const port = this.#port ?? this.#start();
    this.#lastId += 1;
    const id = this.#lastId;
    const cancel = () => this.#port?.post({ type: 'cancel', id });
    options.signal?.addEventListener('abort', cancel, { once: true });
    try {
      const answer = new Promise<unknown>((resolve, reject) => {
        const timer = quick.includes(name) ? this.#limit() : undefined;
        this.#pending.set(id, { name, options, resolve, reject, timer });
      });
      port.post({ type: 'call', id, name, input });
      // The worker's types hold both ends together; the compiler cannot follow that through the messages.
      return (await answer) as Calls[N]['output'];
    } catch (thrown) {
      options.signal?.throwIfAborted();
      throw thrown;
    } finally {
      options.signal?.removeEventListener('abort', cancel);
      this.#forget(id);
    }
  }

  /** Another size of the cache. */
  set cacheBytes(cacheBytes: number) {
    this.#settings = { ...this.#settings, cacheBytes };
    this.#port?.post({ type: 'settings', settings: this.#settings });
  }

  /** Ends the worker after it has cleaned up. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const port = this.#port;
    if (port === null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, CLOSE_LIMIT);
      this.#onClosed = () => {
        clearTimeout(timer);
        resolve();
      };
      port.post({ type: 'close' });
    });
    await this.#end(codedError('internal', 'the app is closing'));
  }

  #start(): AnalysisPort {
    const port = this.#input.start();
    this.#port = port;
    port.onMessage((message) => {
      if (this.#port === port) this.#receive(message);
    });
    port.onGone((reason) => {
      if (this.#port === port) this.#died(reason);
    });
    port.post({ type: 'settings', settings: this.#settings });
    return port;
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case 'answer':
        this.#pending.get(message.id)?.resolve(message.value);
        break;
      case 'error':
        this.#pending.get(message.id)?.reject(new CodedError(message.error));
        break;
      case 'progress':
        this.#pending.get(message.id)?.options.onProgress?.(message.progress);
        break;
      case 'piece':
        this.#piece(message.id, message.bytes);
        break;
      case 'reading':
        this.#input.onReading(message.reading);
        break;
      case 'problem':
        this.#input.onProblem(new Error(message.message));
        break;
      case 'closed':
        this.#onClosed();
    }
  }

  #piece(id: number, bytes: Uint8Array): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    const taking = pending.options.onPiece?.(bytes) ?? Promise.resolve();
    taking.then(
      () => this.#port?.post({ type: 'taken', id }),
      (thrown: unknown) => {
        this.#port?.post({ type: 'cancel', id });
        pending.reject(thrown);
      },
    );
  }

  /** Out of memory, or a fault of ours: whoever waits learns it, and the next call starts another. */
  #died(reason: Error | null): void {
    this.#port = null;
    this.#input.onProblem(reason ?? new Error('the worker ended'));
    this.#refuseAll(
      codedError('internal', `reading layers ended unexpectedly${reason ? `: ${reason.message}` : ''}`, {
        why: reason ? undefined : 'reading-broke-off',
        next: [{ step: 'retry' }],
        cause: reason,
      }),
    );
  }

  #limit(): NodeJS.Timeout {
    const refuse = () => {
      const error = codedError('timeout', 'the question took too long', {
        why: 'no-answer-in-time',
        next: [{ step: 'retry' }],
      });
      this.#end(error).catch(this.#input.onProblem);
    };
    return setTimeout(refuse, this.#input.slowAfter ?? SLOW_AFTER);
  }

  async #end(reason: CodedError): Promise<void> {
    const port = this.#port;
    this.#port = null;
    this.#refuseAll(reason);
    await port?.terminate();
  }

  #refuseAll(reason: CodedError): void {
    for (const pending of this.#pending.values()) pending.reject(reason);
  }

  #forget(id: number): void {
    clearTimeout(this.#pending.get(id)?.timer);
    this.#pending.delete(id);
    this.#awaitIdleness();
  }

  #awaitIdleness(): void {
    clearTimeout(this.#idle);
    if (this.#pending.size > 0) return;
    this.#idle = setTimeout(() => {
      this.close().catch(this.#input.onProblem);
    }, this.#input.idleAfter ?? IDLE_AFTER);
    this.#idle.unref();
  }
}
