import { codedError } from '../../core/coded-error';
import { findImages } from '../archive/find-images';
import { StreamedArchive } from '../archive/streamed-archive';
import { type BytesSink, nowhere } from '../decode/bytes-sink';
import type { AnalysedImage } from '../image/analysed-image';
import type { ImageSource } from '../image/image-source';
import type { Spool } from './spool';
import type { SpoolFile } from './spool-file';

export interface FetchInput {
  image: AnalysedImage;
  source: ImageSource;
  spool: Spool;
  /** Told how many bytes of the archive came so far, and when no more will. */
  onReceived: (bytes: number, done: boolean) => void;
}

/**
 * Lets the archive of an image pass by once more and keeps the layers that are wanted, and others while there is room.
 * Ends as soon as the wanted ones are complete.
 */
export class StreamFetch {
  readonly wanted = new Set<number>();
  readonly #input: FetchInput;
  /** Layers on their way, by the path of their blob. */
  readonly #growing = new Map<string, { key: string; file: SpoolFile }>();
  /** Layers that went by without being kept. */
  readonly #missed = new Set<number>();
  readonly #layerOf: Map<string, number>;
  #received = 0;
  #ended = false;

  constructor(input: FetchInput) {
    this.#input = input;
    this.#layerOf = layersByBlob(input.image);
  }

  /** Wants another layer of the same passing; false when it has gone by, or the passing is over. */
  want(layer: number): boolean {
    if (this.#ended || this.#missed.has(layer)) return false;
    this.wanted.add(layer);
    return true;
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      if (this.#input.image.layers.some(({ blob }) => blob === '')) await this.#learnBlobs(signal);
      // Another layer may be wanted at the very moment of stopping.
      do await this.#pass(signal);
      while (!this.#hasAll());
      this.#ended = true;
      await this.#input.spool.tidy();
    } finally {
      this.#ended = true;
      this.#input.onReceived(this.#received, true);
    }
  }

  async #pass(signal: AbortSignal): Promise<void> {
    const { source, onReceived } = this.#input;
    this.#missed.clear();
    const archive = new StreamedArchive({
      layer: (path) => this.#sinkOf(path),
      onBlob: (path) => this.#complete(path),
    });
    const onBytes = (bytes: number): void => {
      this.#received += bytes;
      onReceived(this.#received, false);
    };
    try {
      const atEnd = await source.pass(archive, { signal, onBytes, enough: () => this.#hasAll() });
      if (atEnd) await archive.finish();
      await this.#awaitOthers();
      if (atEnd && !this.#hasAll())
        throw codedError('bad-archive', 'the layer is not in the archive', { why: 'layer-not-in-archive' });
      await this.#giveUp(codedError('not-found', 'the reading ended', { why: 'reading-broke-off' }));
    } catch (thrown) {
      await this.#giveUp(thrown);
      throw thrown;
    } finally {
      archive.close();
    }
  }

  /** Of an image whose layers were all known from others nobody knows which blob is which. */
  async #learnBlobs(signal: AbortSignal): Promise<void> {
    const { source, image } = this.#input;
    const archive = new StreamedArchive({ layer: () => nowhere, onBlob: () => undefined });
    await source.pass(archive, { signal, onBytes: () => undefined, enough: () => false });
    await archive.finish();
    const images = await findImages(archive);
    // Of an image that is not known whole these are the lower layers.
    const found = images.find(({ layers }) =>
      image.layers.every(({ diffId }, index) => layers[index]?.diffId === diffId),
    );
    if (!found)
      throw codedError('bad-archive', 'the image is not in the archive', { why: 'image-not-in-archive' });
    for (const [index, { blob }] of found.layers.slice(0, image.layers.length).entries()) {
      this.#layerOf.set(archive.resolve(blob) ?? blob, index);
    }
  }

  #sinkOf(path: string): BytesSink {
    const layer = this.#layerOf.get(path);
    if (layer === undefined) return nowhere;
    const { spool, image } = this.#input;
    const key = keyOf(image, layer);
    if (spool.get(key)) return nowhere;
    if (!this.wanted.has(layer) && !spool.hasRoomFor(image.layers[layer]?.index.sizeBytes ?? 0)) {
      this.#missed.add(layer);
      return nowhere;
    }
    const file = spool.begin(key);
    this.#growing.set(path, { key, file });
    return file;
  }

  /** What could be unpacked is there; of a broken blob the rest reads as its end. */
  #complete(path: string): void {
    this.#growing.get(path)?.file.finish();
    this.#growing.delete(path);
  }

  #hasAll(): boolean {
    const { spool, image } = this.#input;
    return [...this.wanted].every((layer) => spool.get(keyOf(image, layer))?.complete === true);
  }

  /** Images share layers: one may be coming by way of another image's archive. */
  async #awaitOthers(): Promise<void> {
    const { spool, image } = this.#input;
    for (const layer of this.wanted) await spool.get(keyOf(image, layer))?.until(Number.MAX_SAFE_INTEGER);
  }

  /** Layers that were on their way and that nobody wanted, or that will not come. */
  async #giveUp(reason: unknown): Promise<void> {
    for (const { key, file } of this.#growing.values()) {
      file.fail(reason);
      await this.#input.spool.drop(key);
    }
    this.#growing.clear();
  }
}

/** Where a layer lies in the spool: by its index, so that images share it. */
export const keyOf = (image: AnalysedImage, layer: number): string => image.layers[layer]?.key ?? '';

/** The same blob may stand for several layers; the first one is as good as any. */
function layersByBlob({ layers }: AnalysedImage): Map<string, number> {
  const byBlob = new Map<string, number>();
  for (const [index, { blob }] of layers.entries())
    if (blob !== '' && !byBlob.has(blob)) byBlob.set(blob, index);
  return byBlob;
}
