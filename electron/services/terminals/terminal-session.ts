import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Publish, RequestOutput, TerminalEnd } from '../../contract';
import { codedError } from '../../core/coded-error';
import { Scrollback } from '../../core/terminal/scrollback';
import { TypedCommands } from '../../core/terminal/typed-commands';

/** Windows that come later see so much of what was printed before, bytes. */
const SCROLLBACK = 256 * 1024;
/** So far the window may lag behind with drawing before the container has to wait, and may go on, bytes. */
const FAR_BEHIND = 1024 * 1024;
const CLOSE_ENOUGH = 256 * 1024;
/** Output is told at most so often, milliseconds: about once a picture. */
const PAUSE = 16;

export interface SessionInput {
  engineId: string;
  containerId: string;
  publish: Publish;
  onError: (thrown: unknown) => void;
}

/**
 * The terminal of one container. It belongs to the app and not to a window: it goes on while none shows it, and keeps
 * the end of what was printed. Stopping and starting the container again continues the same session.
 */
export class TerminalSession {
  readonly id = randomUUID();
  readonly engineId: string;
  readonly containerId: string;
  readonly #input: SessionInput;
  readonly #scrollback = new Scrollback(SCROLLBACK);
  readonly #typed = new TypedCommands();
  #decoder = new StringDecoder('utf8');
  #socket: Duplex | null = null;
  #ended: TerminalEnd | null = { exitCode: null, reason: 'lost' };
  #pending: Buffer[] = [];
  #timer: NodeJS.Timeout | undefined;
  #printed = 0;
  #drawn = 0;
  #shown = false;

  constructor(input: SessionInput) {
    this.#input = input;
    this.engineId = input.engineId;
    this.containerId = input.containerId;
  }

  get isLive(): boolean {
    return this.#socket !== null;
  }

  get commands(): readonly string[] {
    return this.#typed.commands;
  }

  /** Goes on with this connection until it ends; then `howEnded` is asked for what to tell. */
  attach(socket: Duplex, howEnded: () => Promise<TerminalEnd>): void {
    this.#socket?.destroy();
    this.#socket = socket;
    this.#ended = null;
    this.#decoder = new StringDecoder('utf8');
    socket.on('data', (piece: Buffer) => this.#print(socket, piece));
    // What went wrong does not matter: the connection is over, and `close` follows.
    socket.on('error', () => undefined);
    socket.once('end', () => socket.destroy());
    socket.once('close', () => this.#closed(socket, howEnded).catch(this.#input.onError));
  }

  /** Says how it ended, as far as the engine knows better than the connection did. */
  settle(ended: TerminalEnd): void {
    if (!this.isLive) this.#ended = ended;
  }

  /** Begins to tell the window what is printed; answers what was printed before. */
  open(): RequestOutput<'terminal.open'> {
    // What waits to be told is part of the answer.
    this.#pending = [];
    this.#shown = true;
    this.#drawn = this.#printed;
    this.#socket?.resume();
    const scrollback = this.#scrollback.read().toString('base64');
    return { terminalId: this.id, scrollback, offset: this.#printed, ended: this.#ended };
  }

  /** Resolves when the bytes have been handed to the system. Throws `engine-lost` when the terminal has ended. */
  async write(bytes: Buffer): Promise<void> {
    const socket = this.#socket;
    if (socket === null) throw codedError('engine-lost', 'the terminal has ended', { why: 'terminal-gone' });
    this.#typed.input(bytes.toString('utf8'));
    await new Promise<void>((resolve, reject) => {
      socket.write(bytes, (error) => (error ? reject(codedError('engine-lost', error.message)) : resolve()));
    });
  }

  resized(columns: number): void {
    this.#typed.resize(columns);
  }

  drawn(offset: number): void {
    this.#drawn = Math.min(this.#printed, Math.max(this.#drawn, offset));
    if (this.#printed - this.#drawn <= CLOSE_ENOUGH) this.#socket?.resume();
  }

  /** No window shows it any more: nothing is told, and nobody has to be waited for. */
  close(): void {
    this.#shown = false;
    this.#pending = [];
    this.#socket?.resume();
  }

  /** Ends the connection, not the container. */
  end(): void {
    this.#socket?.destroy();
  }

  #print(socket: Duplex, piece: Buffer): void {
    if (socket !== this.#socket) return;
    this.#scrollback.add(piece);
    this.#typed.output(this.#decoder.write(piece));
    this.#printed += piece.length;
    if (!this.#shown) return;
    this.#pending.push(piece);
    if (this.#printed - this.#drawn > FAR_BEHIND) socket.pause();
    this.#timer ??= setTimeout(() => this.#tell(), PAUSE);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.length === 0) return;
    const data = Buffer.concat(this.#pending).toString('base64');
    this.#pending = [];
    this.#input.publish('terminal.output', { terminalId: this.id, data, offset: this.#printed });
  }

  async #closed(socket: Duplex, howEnded: () => Promise<TerminalEnd>): Promise<void> {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#tell();
    const ended = await howEnded();
    // Meanwhile it may have been started again.
    if (this.isLive) return;
    this.#ended = ended;
    this.#input.publish('terminal.ended', { terminalId: this.id, ...ended });
  }
}
