import type { Engine } from '../../engine/engine';

export interface Lease {
  engine: Engine;
  release: () => void;
}

/** Counts who still works with an engine, so that switching to another one does not cut their connections. */
export class LeaseBook {
  readonly #users = new Map<Engine, number>();
  readonly #unwanted = new Set<Engine>();

  take(engine: Engine): Lease {
    this.#users.set(engine, (this.#users.get(engine) ?? 0) + 1);
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      this.#users.set(engine, (this.#users.get(engine) ?? 1) - 1);
      this.#closeIfFree(engine);
    };
    return { engine, release };
  }

  /** Closes the engine's connections once nobody works with it any more; at once when nobody does. */
  closeWhenFree(engine: Engine): void {
    this.#unwanted.add(engine);
    this.#closeIfFree(engine);
  }

  #closeIfFree(engine: Engine): void {
    if ((this.#users.get(engine) ?? 0) > 0 || !this.#unwanted.has(engine)) return;
    this.#users.delete(engine);
    this.#unwanted.delete(engine);
    engine.close();
  }
}
