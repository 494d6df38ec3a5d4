import { invoke } from '../../../api/client';
import type { ImageFacts } from '../../../api/contract';

/** How many the contract takes in one request. */
const mostPerRequest = 500;

type Ask = (engineId: string, ids: string[]) => Promise<Record<string, ImageFacts>>;

const askMain: Ask = async (engineId, ids) => await invoke('images.facts', { engineId, ids });

/**
 * What inspecting says of images, asked for in batches and only when a row is shown: on the containerd store
 * an inspect takes 33 ms. What it says never changes, so each id is asked for once an engine.
 */
export class FactsStore {
  readonly #engineId: string;
  readonly #ask: Ask;
  readonly #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #facts: ReadonlyMap<string, ImageFacts> = new Map();
  #failed: ReadonlySet<string> = new Set();

  constructor(engineId: string, ask: Ask = askMain) {
    this.#engineId = engineId;
    this.#ask = ask;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A new map whenever something was learnt. */
  readonly facts = (): ReadonlyMap<string, ImageFacts> => this.#facts;

  /** Ids whose question failed; they are asked for again when they are wanted again. */
  readonly failed = (): ReadonlySet<string> => this.#failed;

  /** Asks for those that are neither known nor on their way. Never fails: see `failed`. */
  async want(ids: readonly string[]): Promise<void> {
    const wanted = ids.filter((id) => !this.#asked.has(id));
    for (const id of wanted) this.#asked.add(id);
    for (let from = 0; from < wanted.length; from += mostPerRequest) {
      await this.#fetch(wanted.slice(from, from + mostPerRequest));
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
    const missing = ids.filter((id) => learnt[id] === undefined);
    for (const id of missing) this.#asked.delete(id);
    this.#facts = new Map([...this.#facts, ...Object.entries(learnt)]);
    this.#failed = new Set([...this.#failed, ...missing].filter((id) => !this.#facts.has(id)));
    for (const listener of this.#listeners) listener();
  }
}
