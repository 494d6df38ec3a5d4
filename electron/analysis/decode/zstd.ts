import { setImmediate as nextTurn } from 'node:timers/promises';
import { Decompress } from 'fzstd';
import { BrokenCompression, type Decoder, type DecoderInput } from './decoder';
import { type FrameSink, ZstdFrames } from './zstd-frames';

const NOTHING = new Uint8Array(0);
/** Milliseconds after which others get a turn. */
const TURN = 10;

/**
 * Unpacks Zstandard, also several frames one behind the other. It does so on this thread, in turns with whatever else
 * there is to do. Checksums are not compared.
 */
export class ZstdDecoder implements Decoder, FrameSink {
  readonly #input: DecoderInput;
  readonly #frames = new ZstdFrames(this);
  readonly #queue: Uint8Array[] = [];
  #working: Promise<void> | null = null;
  #frame: Decompress | null = null;
  #closed = false;
  /** What the sink threw: no fault of the packed bytes. */
  #refused: { thrown: unknown } | null = null;
  #broken: BrokenCompression | null = null;

  constructor(input: DecoderInput) {
    this.#input = input;
  }

  push(bytes: Uint8Array, from: number, to: number): void {
    this.#queue.push(bytes.slice(from, to));
    this.#input.flow.add(to - from);
    this.#working ??= this.#work();
  }

  async end(): Promise<void> {
    await this.#working;
    if (this.#refused) throw this.#refused.thrown;
    if (this.#broken) throw this.#broken;
    if (!this.#frames.atBoundary) throw new BrokenCompression(new Error('unexpected end of file'));
  }

  close(): void {
    this.#closed = true;
  }

  begin(): void {
    this.#frame = new Decompress((bytes) => this.#pass(bytes));
  }

  /** The decoder keeps pieces until it has a whole block, so it gets copies. */
  frame(bytes: Uint8Array, from: number, to: number): void {
    this.#frame?.push(bytes.slice(from, to));
  }

  finish(): void {
    this.#frame?.push(NOTHING, true);
    this.#frame = null;
  }

  async #work(): Promise<void> {
    // What is pushed together is unpacked together.
    await nextTurn();
    for (let piece = this.#queue.shift(); piece; piece = this.#queue.shift()) {
      await this.#unpack(piece);
      this.#input.flow.remove(piece.length);
    }
    this.#working = null;
  }

  async #unpack(piece: Uint8Array): Promise<void> {
    for (let at = 0; at < piece.length && !this.#hasStopped; ) {
      at = this.#unpackFor(TURN, piece, at);
      await nextTurn();
      await this.#input.sink.room?.();
    }
  }

  get #hasStopped(): boolean {
    return this.#closed || this.#broken !== null || this.#refused !== null;
  }

  /** Four bytes may unpack to 128 KiB, and a large window makes each block slow: only time tells when to stop. */
  #unpackFor(milliseconds: number, bytes: Uint8Array, from: number): number {
    const end = performance.now() + milliseconds;
    try {
      return this.#frames.push(bytes, from, bytes.length, () => performance.now() < end);
    } catch (thrown) {
      if (!this.#refused) this.#broken = new BrokenCompression(thrown);
      return bytes.length;
    }
  }

  #pass(bytes: Uint8Array): void {
    try {
      this.#input.sink.push(bytes, 0, bytes.length);
    } catch (thrown) {
      this.#refused = { thrown };
      throw thrown;
    }
  }
}
