import { codedError } from '../../core/coded-error';
import type { BytesSink } from './bytes-sink';

/** No layer is as large; what unpacks to more was made to never end. */
const LARGEST_LAYER = 10 * 1024 ** 4;

/** Passes bytes on up to the size that a layer can have. Throws `bad-archive` beyond. */
export class LimitedSink implements BytesSink {
  readonly #sink: BytesSink;
  readonly #most: number;
  #passed = 0;

  constructor(sink: BytesSink, most = LARGEST_LAYER) {
    this.#sink = sink;
    this.#most = most;
  }

  push(bytes: Uint8Array, from: number, to: number): void {
    this.#passed += to - from;
    if (this.#passed > this.#most)
      throw codedError('bad-archive', `a layer unpacks to more than ${this.#most} bytes`, {
        why: 'archive-too-large',
      });
    this.#sink.push(bytes, from, to);
  }

  room(): Promise<void> | null {
    return this.#sink.room?.() ?? null;
  }
}
