import { BLOCK } from '../../core/tar/header';
import { type BytesSink, type Flow, nowhere } from './bytes-sink';
import { BrokenCompression, type Decoder, type DecoderInput, plainDecoder } from './decoder';
import { GzipDecoder } from './gzip';
import { LimitedSink } from './limited-sink';
import { type BlobKind, sniff } from './sniff';
import { ZstdDecoder } from './zstd';

/** Longer documents are no image's: the largest manifests and histories have some hundred kilobytes. */
export const LONGEST_JSON = 8 * 1024 * 1024;

/** What a blob turned out to be. */
export type BlobContent =
  /** `text` is null for a document that is too long to be one of an image. */
  | { kind: 'json'; text: string | null }
  /** The uncompressed tar went to the sink; `broken` when it could not be unpacked to its end. */
  | { kind: 'tar'; compressed: boolean; broken: boolean };

export interface BlobInput {
  flow: Flow;
  /** Where the uncompressed bytes of a layer go; asked once it is known to be one. */
  layer: () => BytesSink;
  /** It is a layer whatever it looks like. */
  mustBeLayer?: boolean;
}

/** Reads one blob of an archive, whatever it is: sniffs it, unpacks it, and collects it or passes it on. */
export class BlobReader {
  readonly #input: BlobInput;
  readonly #head = new Uint8Array(BLOCK);
  #headLength = 0;
  #kind: BlobKind | null = null;
  #decoder: Decoder | null = null;
  #text: Buffer[] = [];
  #textLength = 0;

  constructor(input: BlobInput) {
    this.#input = input;
  }

  push(bytes: Uint8Array, from: number, to: number): void {
    const taken = this.#kind === null ? this.#takeHead(bytes, from, to) : 0;
    if (from + taken < to) this.#pass(bytes, from + taken, to);
  }

  async finish(): Promise<BlobContent> {
    if (this.#kind === null) this.#begin();
    if (this.#decoder === null) {
      const text = this.#textLength > LONGEST_JSON ? null : Buffer.concat(this.#text).toString('utf8');
      return { kind: 'json', text };
    }
    return { kind: 'tar', compressed: this.#isCompressed(), broken: await this.#endsBroken(this.#decoder) };
  }

  close(): void {
    this.#decoder?.close();
  }

  #takeHead(bytes: Uint8Array, from: number, to: number): number {
    const taken = Math.min(BLOCK - this.#headLength, to - from);
    this.#head.set(bytes.subarray(from, from + taken), this.#headLength);
    this.#headLength += taken;
    if (this.#headLength === BLOCK) this.#begin();
    return taken;
  }

  #begin(): void {
    const head = this.#head.subarray(0, this.#headLength);
    const kind = sniff(head);
    this.#kind = kind === 'json' && this.#input.mustBeLayer ? 'other' : kind;
    if (this.#kind !== 'json') this.#decoder = this.#decoderOf(this.#kind, this.#input.layer());
    this.#pass(head, 0, head.length);
  }

  #decoderOf(kind: BlobKind, layer: BytesSink): Decoder {
    const input: DecoderInput = {
      sink: layer === nowhere ? layer : new LimitedSink(layer),
      flow: this.#input.flow,
    };
    if (layer === nowhere) return plainDecoder(input);
    if (kind === 'gzip') return new GzipDecoder(input);
    return kind === 'zstd' ? new ZstdDecoder(input) : plainDecoder(input);
  }

  #pass(bytes: Uint8Array, from: number, to: number): void {
    if (this.#decoder) this.#decoder.push(bytes, from, to);
    else this.#collect(bytes, from, to);
  }

  #collect(bytes: Uint8Array, from: number, to: number): void {
    this.#textLength += to - from;
    if (this.#textLength <= LONGEST_JSON) this.#text.push(Buffer.from(bytes.subarray(from, to)));
    else this.#text = [];
  }

  #isCompressed(): boolean {
    return this.#kind === 'gzip' || this.#kind === 'zstd';
  }

  async #endsBroken(decoder: Decoder): Promise<boolean> {
    try {
      await decoder.end();
      return false;
    } catch (thrown) {
      if (thrown instanceof BrokenCompression) return true;
      throw thrown;
    }
  }
}
