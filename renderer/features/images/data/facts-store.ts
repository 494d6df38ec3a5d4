import { invoke } from '../../../api/client';
import type { ImageFacts } from '../../../api/contract';

/** How many the contract takes in one request. */
const mostPerRequest = 500;
/** How long rows gather before they are asked for together, milliseconds; rows that only fly by are not. */
const gathering = 60;

type Ask = (engineId: string, ids: string[]) => Promise<Record<string, ImageFacts>>;

const askMain: Ask = async (engineId, ids) => await invoke('images.facts', { engineId, ids });

/** `failed` ids are asked for again when they are wanted again. */
export type Fact = ImageFacts | 'failed' | undefined;

/**
 * What inspecting says of the images of one engine, asked for in batches and only while a row is shown: on the
 * containerd store an inspect takes 33 ms. What it says never changes, so each id is asked for once.
 */
export class FactsStore {
  readonly #engineId: string;
  readonly #ask: Ask;
  readonly #wanted = new Map<string, number>();
  readonly #asked = new Set<string>();
  readonly #failed = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #known: ReadonlyMap<string, ImageFacts> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(engineId: string, ask: Ask = askMain) {
    this.#engineId = engineId;
    this.#ask = ask;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(id: string): Fact {
    return this.#known.get(id) ?? (this.#failed.has(id) ? 'failed' : undefined);
  }

  /** All that is known; a new map whenever something was learnt. */
  readonly known = (): ReadonlyMap<string, ImageFacts> => this.#known;

  /** Says that ids are needed until the answered function is called. */
  want(ids: readonly string[]): () => void {
    for (const id of ids) this.#wanted.set(id, (this.#wanted.get(id) ?? 0) + 1);
    this.#timer ??= setTimeout(() => void this.#flush(), gathering);
    return () => {
      for (const id of ids) this.#release(id);
    };
  }

  #release(id: string): void {
    const count = this.#wanted.get(id) ?? 0;
    if (count > 1) this.#wanted.set(id, count - 1);
    else this.#wanted.delete(id);
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const ids = [...this.#wanted.keys()].filter((id) => !this.#asked.has(id));
    for (const id of ids) this.#asked.add(id);
    for (let from = 0; from < ids.length; from += mostPerRequest) {
      await this.#fetch(ids.slice(from, from + mostPerRequest));
    }
  }

  async #fetch(ids: string[]): Promise<void> {
    try {
      this.#keep(ids, await this.#ask(this.#engineId, ids));
    } catch {
      // The rows show a dash, and a lost engine is said once for the whole window.
      this.#keep(ids, {});
    }
  }

  #keep(ids: string[], learnt: Record<string, ImageFacts>): void {
    this.#known = new Map([...this.#known, ...Object.entries(learnt)]);
    for (const id of ids) {
      if (this.#known.has(id)) {
        this.#failed.delete(id);
      } else {
        this.#failed.add(id);
        this.#asked.delete(id);
      }
    }
    for (const listener of this.#listeners) listener();
  }
}
