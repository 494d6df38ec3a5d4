import type { AppError, Connection, EngineEndpoint, EngineState } from '../../contract';
import type { EngineTarget } from '../../engine/engine';

type Probe = EngineEndpoint['probe'];

/** What is known of all endpoints and of the one in use, as one value that windows show. */
export class EngineStateBook {
  readonly #tell: (state: EngineState) => void;
  #targets: EngineTarget[] = [];
  #problems: AppError[] = [];
  #probes = new Map<string, Probe>();
  #activeId: string | null = null;
  #connection: Connection = { state: 'none' };
  #telling = false;

  /** `tell` gets the newest state, once for changes that happen together. */
  constructor(tell: (state: EngineState) => void) {
    this.#tell = tell;
  }

  get targets(): readonly EngineTarget[] {
    return this.#targets;
  }

  get activeId(): string | null {
    return this.#activeId;
  }

  get connection(): Connection {
    return this.#connection;
  }

  target(id: string): EngineTarget | undefined {
    return this.#targets.find(({ endpoint }) => endpoint.id === id);
  }

  discovered(targets: EngineTarget[], problems: AppError[]): void {
    this.#targets = targets;
    this.#problems = problems;
    this.#changed();
  }

  activate(id: string | null, connection: Connection): void {
    this.#activeId = id;
    this.#connection = connection;
    this.#changed();
  }

  probed(id: string, probe: Probe): void {
    this.#probes.set(id, probe);
    this.#changed();
  }

  snapshot(): EngineState {
    return {
      endpoints: this.#targets.map(({ endpoint }) => ({
        ...endpoint,
        probe: this.#probes.get(endpoint.id) ?? { state: 'unknown' },
      })),
      activeId: this.#activeId,
      connection: this.#connection,
      problems: this.#problems,
    };
  }

  #changed(): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      this.#tell(this.snapshot());
    });
  }
}
