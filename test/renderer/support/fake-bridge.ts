import type {
  AppError,
  Bridge,
  EventName,
  Events,
  Handlers,
  Json,
  RequestInput,
  RequestName,
  RequestOutput,
  Result,
} from '../../../electron/contract';
import { toJson } from '../../../electron/contract/json';
import { defaultHandlers } from './fake-handlers';

/** Throw it in a handler to make the request fail as main would. */
export class FakeFailure extends Error {
  readonly appError: AppError;

  constructor(appError: AppError) {
    super(appError.code);
    this.appError = appError;
  }
}

type Listener = (payload: Json<unknown>) => void;

/** A main process of sample data: answers every request, records it, and publishes events when told to. */
export class FakeBridge implements Bridge {
  readonly calls: { name: RequestName; input: unknown }[] = [];
  readonly #handlers: Handlers;
  readonly #listeners = new Map<EventName, Set<Listener>>();
  /** Paths of dropped files by their names. */
  readonly paths = new Map<string, string>();

  constructor(handlers: Partial<Handlers> = {}) {
    this.#handlers = { ...defaultHandlers(this), ...handlers };
  }

  /** Replaces handlers, also while a window is open. */
  answer(handlers: Partial<Handlers>): void {
    Object.assign(this.#handlers, handlers);
  }

  invoke = async <N extends RequestName>(
    name: N,
    input: RequestInput<N>,
  ): Promise<Json<Result<RequestOutput<N>>>> => {
    this.calls.push({ name, input });
    const handler = this.#handlers[name] as (input: RequestInput<N>) => Promise<RequestOutput<N>>;
    try {
      return toJson({ ok: true, value: await handler(input) });
    } catch (thrown) {
      if (thrown instanceof FakeFailure) return toJson({ ok: false, error: thrown.appError });
      throw thrown;
    }
  };

  subscribe = <N extends EventName>(name: N, listener: (payload: Json<Events[N]>) => void): (() => void) => {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as Listener);
    return () => listeners.delete(listener as Listener);
  };

  pathForFile = (file: File): string => this.paths.get(file.name) ?? '';

  publish<N extends EventName>(name: N, payload: Events[N]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(toJson(payload));
  }

  /** Inputs of all calls of a request, oldest first. */
  inputs<N extends RequestName>(name: N): RequestInput<N>[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.input as RequestInput<N>);
  }
}
