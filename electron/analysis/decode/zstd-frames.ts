/** Zstandard, RFC 8878: the parts of it that tell where a frame ends and what it would take to unpack it. */
export const ZSTD_MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const LONGEST_HEADER = 18;
/** What the zstd command accepts without being told to (`ZSTD_WINDOWLOG_LIMIT_DEFAULT`, 27). */
const LARGEST_WINDOW = 128 * 1024 * 1024;

export const isSkippable = (magic: number): boolean => (magic & 0xfffffff0) >>> 0 === SKIPPABLE;

/** What comes out of cutting a stream into frames. */
export interface FrameSink {
  begin(): void;
  /** Bytes of the current frame, its header included. */
  frame(bytes: Uint8Array, from: number, to: number): void;
  finish(): void;
}

type State = 'magic' | 'header' | 'block-header' | 'block' | 'checksum' | 'skip-length' | 'skip';

/**
 * Cuts a stream of frames apart and drops the skippable ones (zstd:chunked keeps its table of contents in them).
 * Throws for what is no frame, for dictionaries, and for windows that would take too much memory.
 */
export class ZstdFrames {
  readonly #sink: FrameSink;
  readonly #field = new Uint8Array(LONGEST_HEADER);
  readonly #view = new DataView(this.#field.buffer);
  #filled = 0;
  #state: State = 'magic';
  /** Bytes that the current state takes. */
  #left = 4;
  #hasChecksum = false;
  #lastBlock = false;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  /** Whether the stream may end here. */
  get atBoundary(): boolean {
    return this.#state === 'magic' && this.#filled === 0;
  }

  /** Takes `bytes[from, to)`; after each block `goesOn` may stop it. Answers how far it came. */
  push(bytes: Uint8Array, from: number, to: number, goesOn: () => boolean): number {
    let at = from;
    let frameFrom = from;
    const give = (): void => {
      if (frameFrom < at) this.#sink.frame(bytes, frameFrom, at);
      frameFrom = at;
    };
    while (at < to) {
      const piece = Math.min(this.#left, to - at);
      if (this.#isField()) this.#keep(bytes, at, piece);
      at += piece;
      this.#left -= piece;
      if (this.#isOutside()) frameFrom = at;
      if (this.#left > 0) continue;
      const wasBlock = this.#state === 'block';
      const frameEnds = this.#next();
      if (wasBlock || frameEnds) give();
      if (frameEnds) this.#sink.finish();
      if (wasBlock && !goesOn()) return at;
    }
    give();
    return at;
  }

  #isField(): boolean {
    return this.#state !== 'block' && this.#state !== 'skip' && this.#state !== 'checksum';
  }

  /** The magic number is given to the frame when it is known to be one. */
  #isOutside(): boolean {
    return this.#state === 'magic' || this.#state === 'skip-length' || this.#state === 'skip';
  }

  #keep(bytes: Uint8Array, at: number, length: number): void {
    for (let index = 0; index < length; index += 1)
      this.#field[this.#filled + index] = bytes[at + index] ?? 0;
    this.#filled += length;
  }

  /** What a state that is complete leads to; answers whether a frame ended. */
  #next(): boolean {
    switch (this.#state) {
      case 'magic':
        this.#afterMagic();
        return false;
      case 'header':
        this.#afterHeader();
        return false;
      case 'block-header':
        return this.#afterBlockHeader();
      case 'block':
        return this.#afterBlock();
      case 'skip-length':
        this.#enter('skip', this.#view.getUint32(0, true));
        return this.#left === 0 && this.#enterNextFrame();
      case 'skip':
      case 'checksum':
        return this.#enterNextFrame();
    }
  }

  #afterMagic(): void {
    const magic = this.#view.getUint32(0, true);
    if (isSkippable(magic)) {
      this.#enter('skip-length', 4);
      return;
    }
    if (magic !== ZSTD_MAGIC) throw new RangeError('no zstd frame');
    this.#sink.begin();
    this.#sink.frame(this.#field.slice(0, 4), 0, 4);
    this.#enter('header', 1);
  }

  /** First the descriptor, then as many bytes as it asks for. */
  #afterHeader(): void {
    const descriptor = this.#field[0] ?? 0;
    const length = headerLength(descriptor);
    if (this.#filled < length) {
      this.#left = length - this.#filled;
      return;
    }
    if ((descriptor & 0x03) !== 0) throw new RangeError('a zstd frame with a dictionary');
    if (windowOf(this.#field, this.#view) > LARGEST_WINDOW) throw new RangeError('zstd window too large');
    this.#hasChecksum = (descriptor & 0x04) !== 0;
    this.#enter('block-header', 3);
  }

  #afterBlockHeader(): boolean {
    const header = (this.#field[0] ?? 0) | ((this.#field[1] ?? 0) << 8) | ((this.#field[2] ?? 0) << 16);
    this.#lastBlock = (header & 1) === 1;
    const repeated = ((header >> 1) & 3) === 1;
    this.#enter('block', repeated ? 1 : header >> 3);
    return this.#left === 0 && this.#afterBlock();
  }

  #afterBlock(): boolean {
    if (!this.#lastBlock) this.#enter('block-header', 3);
    else if (this.#hasChecksum) this.#enter('checksum', 4);
    else return this.#enterNextFrame();
    return false;
  }

  #enterNextFrame(): boolean {
    const ended = this.#state !== 'skip';
    this.#enter('magic', 4);
    return ended;
  }

  #enter(state: State, length: number): void {
    this.#state = state;
    this.#left = length;
    this.#filled = 0;
  }
}

/** Frame header without the magic number: descriptor, window, dictionary, content size. */
function headerLength(descriptor: number): number {
  const single = (descriptor >> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const size = [single, 2, 4, 8][descriptor >> 6] ?? 0;
  return 1 + (1 - single) + dictionary + size;
}

/** Bytes that must be kept to unpack the frame; its whole content when it is of a single segment. */
function windowOf(field: Uint8Array, view: DataView): number {
  const descriptor = field[0] ?? 0;
  if (((descriptor >> 5) & 1) === 0) {
    const exponent = (field[1] ?? 0) >> 3;
    const base = 2 ** (10 + exponent);
    return base + (base / 8) * ((field[1] ?? 0) & 7);
  }
  switch (descriptor >> 6) {
    case 0:
      return field[1] ?? 0;
    case 1:
      return view.getUint16(1, true) + 256;
    case 2:
      return view.getUint32(1, true);
    default:
      return Number(view.getBigUint64(1, true));
  }
}
