import type { Publish, RequestInput, RequestOutput, TerminalEnd } from '../../contract';
import { codedError } from '../../core/coded-error';
import { shellWords } from '../../core/terminal/shell-words';
import { attachContainer } from '../../engine/attach-container';
import { type CreateInput, createContainer } from '../../engine/create-container';
import type { Engine } from '../../engine/engine';
import { type InspectedContainer, inspectContainer } from '../../engine/inspect-container';
import { removeContainer } from '../../engine/remove-container';
import { resizeContainer } from '../../engine/resize-container';
import { startContainer } from '../../engine/start-container';
import { stopContainer } from '../../engine/stop-container';
import { waitContainer } from '../../engine/wait-container';
import { withTimeLimit } from '../abort';
import type { EngineFollower } from '../engines/engines-service';
import type { Lease } from '../engines/lease-book';
import { isOwn, ownLabels } from './own-containers';
import { TerminalSession } from './terminal-session';

export interface TerminalsInput {
  /** An engine that stays connected until it is released. */
  lease: (engineId: string) => Promise<Lease>;
  publish: Publish;
  onError: (thrown: unknown) => void;
}

type OfContainer = RequestInput<'containers.start'>;

/** The first process of a container ignores what it has no handler for, as shells do with SIGTERM; seconds. */
const STOP_PATIENCE = 3;
/** So long after the end of its terminal a container may take to be over, milliseconds. */
const END_LIMIT = 5_000;

/** Containers that are made by hand: run, attached to, stopped, started again and removed. */
export class TerminalsService {
  readonly #input: TerminalsInput;
  /** By container. */
  readonly #sessions = new Map<string, TerminalSession>();
  /** Attaching twice at once would print everything twice. */
  readonly #opening = new Map<string, Promise<unknown>>();
  readonly #closing = new AbortController();

  constructor(input: TerminalsInput) {
    this.#input = input;
  }

  /** Connections to an engine that is gone may never say so themselves. */
  readonly follower: EngineFollower = lostFollower((engineId) => {
    for (const session of this.#sessions.values()) if (session.engineId === engineId) session.end();
  });

  /** Aborts when the app ends. */
  get signal(): AbortSignal {
    return this.#closing.signal;
  }

  /**
   * Makes and starts a container with a terminal; nothing is left behind when it does not start. Throws
   * `name-conflict`, `port-in-use`, `command-not-found`, `bad-input`, `not-found`.
   */
  async run(input: RequestInput<'containers.run'>): Promise<RequestOutput<'containers.run'>> {
    const wanted = createInput(input);
    const lease = await this.#input.lease(input.engineId);
    try {
      const labels = await ownLabels(lease.engine, input.image);
      const containerId = await createContainer(lease.engine, { ...wanted, labels });
      const terminalId = await this.#begin({ ...input, containerId }, lease);
      return { containerId, terminalId };
    } catch (thrown) {
      lease.release();
      throw thrown;
    }
  }

  async start(of: OfContainer): Promise<RequestOutput<'containers.start'>> {
    const lease = await this.#input.lease(of.engineId);
    try {
      const { running } = await this.#own(lease.engine, of.containerId);
      const session = this.#sessionOf(of);
      if (!running || !session.isLive) await this.#attach(session, lease, { replay: running });
      else lease.release();
      if (!running) await this.#startOr(session, lease.engine, () => undefined);
      return { terminalId: session.id };
    } catch (thrown) {
      lease.release();
      throw thrown;
    }
  }

  async stop({ engineId, containerId }: OfContainer): Promise<void> {
    await this.#with(engineId, async (engine) => {
      await this.#own(engine, containerId);
      await stopContainer(engine, containerId, { seconds: STOP_PATIENCE });
    });
  }

  async remove({ engineId, containerId }: OfContainer): Promise<void> {
    await this.#with(engineId, async (engine) => {
      await this.#own(engine, containerId);
      await removeContainer(engine, containerId);
    });
    this.#forget(containerId);
  }

  /** The terminal of a container, attached to where it runs and nobody did yet. */
  async open(of: OfContainer): Promise<RequestOutput<'terminal.open'>> {
    const before = this.#opening.get(of.containerId);
    const opening = (before ?? Promise.resolve()).catch(() => undefined).then(() => this.#open(of));
    this.#opening.set(of.containerId, opening);
    try {
      return await opening;
    } finally {
      if (this.#opening.get(of.containerId) === opening) this.#opening.delete(of.containerId);
    }
  }

  async write({ terminalId, data }: RequestInput<'terminal.write'>): Promise<void> {
    await this.#session(terminalId).write(Buffer.from(data, 'base64'));
  }

  async resize({ terminalId, columns, rows }: RequestInput<'terminal.resize'>): Promise<void> {
    const session = this.#session(terminalId);
    session.resized(columns);
    if (!session.isLive) return;
    await this.#with(session.engineId, async (engine) => {
      await resizeContainer(engine, session.containerId, { columns, rows });
    });
  }

  drawn({ terminalId, offset }: RequestInput<'terminal.drawn'>): void {
    this.#session(terminalId).drawn(offset);
  }

  close({ terminalId }: RequestInput<'terminal.close'>): void {
    this.#session(terminalId).close();
  }

  /** What was typed into its terminal since the app was started, oldest first. */
  commands(containerId: string): readonly string[] {
    return this.#sessions.get(containerId)?.commands ?? [];
  }

  /** Ends all connections; the containers go on. */
  stopAll(): void {
    this.#closing.abort();
    for (const session of this.#sessions.values()) session.end();
    this.#sessions.clear();
  }

  async #open(of: OfContainer): Promise<RequestOutput<'terminal.open'>> {
    const known = this.#sessions.get(of.containerId);
    if (known?.isLive) return known.open();
    const lease = await this.#input.lease(of.engineId);
    try {
      const { running, exitCode } = await this.#own(lease.engine, of.containerId);
      const session = this.#sessionOf(of);
      if (!running) session.settle({ exitCode, reason: 'exited' });
      // What was printed while nobody listened comes again; after what is known already it would come twice.
      if (running) await this.#attach(session, lease, { replay: known === undefined });
      else lease.release();
      return session.open();
    } catch (thrown) {
      lease.release();
      throw thrown;
    }
  }

  /** Attaches first, so that nothing of what it prints is missed. */
  async #begin(of: OfContainer, lease: Lease): Promise<string> {
    const session = this.#sessionOf(of);
    const giveUp = async () => {
      this.#forget(of.containerId);
      await removeContainer(lease.engine, of.containerId);
    };
    try {
      await this.#attach(session, lease, { replay: false });
    } catch (thrown) {
      await giveUp();
      throw thrown;
    }
    await this.#startOr(session, lease.engine, giveUp);
    return session.id;
  }

  async #startOr(session: TerminalSession, engine: Engine, giveUp: () => unknown): Promise<void> {
    try {
      await startContainer(engine, session.containerId);
    } catch (thrown) {
      session.end();
      await giveUp();
      throw thrown;
    }
  }

  async #attach(session: TerminalSession, { engine, release }: Lease, how: { replay: boolean }) {
    const { signal } = this.#closing;
    const socket = await attachContainer(engine, session.containerId, { ...how, signal });
    session.attach(socket, async () => {
      try {
        return await this.#howEnded(engine, session.containerId);
      } finally {
        release();
      }
    });
  }

  async #howEnded(engine: Engine, containerId: string): Promise<TerminalEnd> {
    try {
      const exitCode = await withTimeLimit(this.#closing.signal, END_LIMIT, async (signal) => {
        return await waitContainer(engine, containerId, { signal });
      });
      return { exitCode, reason: 'exited' };
    } catch {
      // The engine or the container is gone, or it runs on without this connection: nobody knows.
      return { exitCode: null, reason: 'lost' };
    }
  }

  /** The container, when this app has made it. Throws `unsupported` otherwise. */
  async #own(engine: Engine, containerId: string): Promise<InspectedContainer> {
    const container = await inspectContainer(engine, containerId);
    if (await isOwn(engine, container)) return container;
    throw codedError('unsupported', 'this container was not made here', {
      params: { container: containerId },
      why: 'container-not-ours',
    });
  }

  async #with<T>(engineId: string, work: (engine: Engine) => Promise<T>): Promise<T> {
    const { engine, release } = await this.#input.lease(engineId);
    try {
      return await work(engine);
    } finally {
      release();
    }
  }

  #sessionOf({ engineId, containerId }: OfContainer): TerminalSession {
    const known = this.#sessions.get(containerId);
    if (known) return known;
    const { publish, onError } = this.#input;
    const session = new TerminalSession({ engineId, containerId, publish, onError });
    this.#sessions.set(containerId, session);
    return session;
  }

  #session(terminalId: string): TerminalSession {
    const found = [...this.#sessions.values()].find(({ id }) => id === terminalId);
    if (found) return found;
    throw codedError('not-found', 'no such terminal', {
      params: { reference: terminalId },
      why: 'terminal-gone',
    });
  }

  #forget(containerId: string): void {
    this.#sessions.get(containerId)?.end();
    this.#sessions.delete(containerId);
  }
}

function createInput(input: RequestInput<'containers.run'>): Omit<CreateInput, 'labels'> {
  const { command, environment, ...rest } = input;
  const words = typeof command === 'string' ? shellWords(command) : command;
  if (words === null)
    throw codedError('bad-input', 'the command has a quote without an end', { why: 'open-quote' });
  return {
    ...rest,
    command: words,
    environment: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
  };
}

/** Says of an engine in use that it is lost. */
function lostFollower(onLost: (engineId: string) => void): EngineFollower {
  let engineId = '';
  return {
    begin: (id) => {
      engineId = id;
    },
    lost: () => onLost(engineId),
    connected: () => undefined,
    event: () => undefined,
    gap: () => undefined,
    end: () => undefined,
  };
}
