import { type Engine, type EngineKind, startEngine } from '../support/engines';
import { loadManyImages } from '../support/many-images';

/** Repository names of the images are `bench/image-NUMBER`. */
export const PREFIX = 'bench/image';

/** Private engines with a given number of images, kept from row to row: rows ask for ascending numbers. */
export class BenchEngines {
  readonly #filled = new Map<EngineKind, { engine: Engine; images: number }>();
  readonly #plain = new Map<EngineKind, Engine>();

  /** An engine that holds exactly so many images, `bench/image-0:latest` and up. */
  async withImages(kind: EngineKind, images: number): Promise<Engine> {
    const known = this.#filled.get(kind);
    if (known?.images === images) return known.engine;
    if (known !== undefined && known.images > images) {
      await known.engine.stop();
      this.#filled.delete(kind);
    }
    const engine = this.#filled.get(kind)?.engine ?? (await startEngine(kind));
    this.#filled.set(kind, { engine, images });
    await loadManyImages(engine, PREFIX, images);
    return engine;
  }

  /** An engine for a row that fills it itself. */
  async empty(kind: EngineKind): Promise<Engine> {
    const engine = this.#plain.get(kind) ?? (await startEngine(kind));
    this.#plain.set(kind, engine);
    return engine;
  }

  async stop(): Promise<void> {
    const all = [...this.#plain.values(), ...[...this.#filled.values()].map(({ engine }) => engine)];
    for (const engine of all) await engine.stop();
  }
}
