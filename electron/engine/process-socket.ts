import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Duplex } from 'node:stream';

/** The end of what a process complained of; its last lines say why it gave up. */
const COMPLAINT = 4096;

/**
 * A child process as a socket: what is written goes to its input, its output is read, and its end is the
 * connection's end. When it ends before its first byte, the error has code `ESSH` and its own complaint.
 */
export class ProcessSocket extends Duplex {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #program: string;
  #complaint = '';
  #heard = false;

  constructor(child: ChildProcessWithoutNullStreams, program: string) {
    super();
    this.#child = child;
    this.#program = program;
    child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString('utf8')).slice(-COMPLAINT);
    });
    child.stdin.on('error', (error) => this.destroy(error));
    child.on('error', (error) => this.destroy(this.#failure(error.message)));
    child.on('close', (code) => this.#ended(code));
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#child.stdin.write(chunk, encoding, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#child.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill();
    done(error);
  }

  /** HTTP clients tune their sockets; a process has nothing to tune. */
  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    this.#child.ref();
    return this;
  }

  unref(): this {
    this.#child.unref();
    return this;
  }

  #receive(chunk: Buffer): void {
    this.#heard = true;
    if (!this.push(chunk)) this.#child.stdout.pause();
  }

  #ended(code: number | null): void {
    if (this.#heard || this.destroyed) this.push(null);
    else this.destroy(this.#failure(`${this.#program} ended with ${code ?? 'a signal'}`));
  }

  #failure(fallback: string): Error {
    return Object.assign(new Error(this.#complaint.trim() || fallback), { code: 'ESSH' });
  }
}
