import type { Terminal } from '@xterm/xterm';
import { invoke, subscribe } from '../../../api/client';
import type { RequestOutput, TerminalEnd, TerminalEvents } from '../../../api/contract';

export interface LinkInput {
  engineId: string;
  containerId: string;
  terminal: Terminal;
  onEnd: (end: TerminalEnd | null) => void;
  onError: (thrown: unknown) => void;
}

/** Main hears how far the window has drawn at least so often, bytes. */
const TELL_EVERY = 64 * 1024;

/**
 * Joins a terminal on screen with the one in main: shows what it printed before and prints from now on, sends what is
 * typed and how large the window is. Closing it leaves the container as it is.
 */
export class TerminalLink {
  readonly #input: LinkInput;
  readonly #stops: (() => void)[] = [];
  #terminalId: string | null = null;
  /** What came before the answer that says what was printed earlier. */
  #early: TerminalEvents['terminal.output'][] = [];
  #told = 0;
  #arrived = 0;
  #replaying = true;
  #closed = false;

  constructor(input: LinkInput) {
    this.#input = input;
    const { terminal } = input;
    const typed = terminal.onData((text) => this.#type(new TextEncoder().encode(text)));
    // Reports of old mouse protocols are bytes and no text.
    const bytes = terminal.onBinary((text) =>
      this.#type(Uint8Array.from(text, (letter) => letter.charCodeAt(0))),
    );
    const resized = terminal.onResize(() => this.sendSize());
    this.#stops.push(
      () => typed.dispose(),
      () => bytes.dispose(),
      () => resized.dispose(),
      subscribe('terminal.output', (output) => this.#take(output)),
      subscribe('terminal.ended', (end) => {
        if (end.terminalId === this.#terminalId) this.#input.onEnd(end);
      }),
    );
    const leave = () => this.close();
    // A page that is loaded anew would be waited for until it asks again.
    window.addEventListener('pagehide', leave);
    this.#stops.push(() => window.removeEventListener('pagehide', leave));
  }

  /** Throws `not-found`, `unsupported` for containers that were made elsewhere, or why the engine does not answer. */
  async open(): Promise<void> {
    const { engineId, containerId } = this.#input;
    this.#replaying = true;
    const opened = await invoke('terminal.open', { engineId, containerId });
    if (this.#closed) await invoke('terminal.close', { terminalId: opened.terminalId });
    else this.#show(opened);
  }

  /** Tells the programs in it how many characters there is room for. */
  sendSize(): void {
    const { columns, rows } = { columns: this.#input.terminal.cols, rows: this.#input.terminal.rows };
    this.#ask((terminalId) => invoke('terminal.resize', { terminalId, columns, rows }));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#ask((terminalId) => invoke('terminal.close', { terminalId }));
  }

  #show(opened: RequestOutput<'terminal.open'>): void {
    this.#terminalId = opened.terminalId;
    this.#told = opened.offset;
    this.#arrived = opened.offset;
    this.#input.terminal.reset();
    // Questions that programs asked before were answered then.
    this.#input.terminal.write(bytesOf(opened.scrollback), () => {
      this.#replaying = false;
    });
    const early = this.#early;
    this.#early = [];
    for (const output of early) this.#take(output);
    this.#input.onEnd(opened.ended);
    if (opened.ended === null) this.sendSize();
  }

  #take(output: TerminalEvents['terminal.output']): void {
    if (this.#terminalId === null) this.#early.push(output);
    if (output.terminalId !== this.#terminalId || output.offset <= this.#arrived) return;
    this.#arrived = output.offset;
    this.#input.terminal.write(bytesOf(output.data), () => this.#drawn(output.offset));
  }

  #drawn(offset: number): void {
    if (offset < this.#arrived && offset - this.#told < TELL_EVERY) return;
    this.#told = offset;
    this.#ask((terminalId) => invoke('terminal.drawn', { terminalId, offset }));
  }

  #type(bytes: Uint8Array): void {
    if (this.#replaying) return;
    this.#ask((terminalId) => invoke('terminal.write', { terminalId, data: textOf(bytes) }));
  }

  #ask(what: (terminalId: string) => Promise<unknown>): void {
    if (this.#terminalId === null) return;
    what(this.#terminalId).catch((thrown: unknown) => {
      if (!this.#closed) this.#input.onError(thrown);
    });
  }
}

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Base64 of bytes, in parts: a function takes no hundred thousand arguments. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
