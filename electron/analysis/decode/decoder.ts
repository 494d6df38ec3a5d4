import type { BytesSink, Flow } from './bytes-sink';

/** Turns the bytes of a blob into those of the layer's tar. */
export interface Decoder {
  /** Takes `bytes[from, to)`, and copies what it does not pass on at once. */
  push(bytes: Uint8Array, from: number, to: number): void;
  /**
   * Resolves when everything was passed on. Throws `BrokenCompression` for bytes that cannot be unpacked, after
   * passing on what could, and what the sink threw.
   */
  end(): Promise<void>;
  /** Ends without passing on more. */
  close(): void;
}

export interface DecoderInput {
  sink: BytesSink;
  flow: Flow;
}

/** The packed bytes make no sense from some place on. */
export class BrokenCompression extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'BrokenCompression';
  }
}

/** Passes bytes on as they are. */
export function plainDecoder({ sink }: DecoderInput): Decoder {
  return {
    push: (bytes, from, to) => sink.push(bytes, from, to),
    end: async () => undefined,
    close: () => undefined,
  };
}
