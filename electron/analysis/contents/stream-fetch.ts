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
  signal: AbortSignal;
  /** Told how many bytes of the archive came so far. */
  onReceived: (bytes: number) => void;
}

/**
 * Lets the archive of an image pass by once more and keeps the layers that are wanted, and others while there is room.
 * Ends as soon as the wanted ones are complete.
 */
export class StreamFetch {
  readonly #input: FetchInput;
  readonly #wanted = new Set<number>();
  readonly #growing = new Map<string, SpoolFile>();
  /** Blobs of layers, by path, that went by without being kept. */
  readonly #missed = new Set<number>();
  readonly #layerOf: Map<string, number>;

  constructor(input: FetchInput) {
    this.#input = input;
    this.#layerOf = layersByBlob(input.image);
  }

  /** Wants another layer of the same passing; false when it has gone by. */
  want(layer: number): boolean {
    if (this.#missed.has(layer)) return false;
    this.#wanted.add(layer);
    return true;
  }

  async run(): Promise<void> {
    const { source, signal, onReceived, image } = this.#input;
    if (image.layers.some(({ blob }) => blob === '')) await this.#learnBlobs();
    const archive = new StreamedArchive({
      layer: (path) => this.#sinkOf(path),
      onBlob: (path) => this.#complete(path),
    });
    let received = 0;
    const onBytes = (bytes: number): void => {
      received += bytes;
      onReceived(received);
    };
    try {
      const atEnd = await source.pass(archive, { signal, onBytes, enough: () => this.#hasAll() });
      if (atEnd) await archive.finish();
      if (!this.#hasAll()) throw codedError('bad-archive', 'the layer is not in the archive');
    } catch (thrown) {
      await this.#giveUp(thrown);
      throw thrown;
    } finally {
      archive.close();
      await this.#giveUp(new Error('the reading ended'));
    }
    await this.#input.spool.tidy();
  }

  /** Of an image whose layers were all known from others nobody knows which blob is which. */
  async #learnBlobs(): Promise<void> {
    const { source, signal, image } = this.#input;
    const archive = new StreamedArchive({ layer: () => nowhere, onBlob: () => undefined });
    await source.pass(archive, { signal, onBytes: () => undefined, enough: () => false });
    await archive.finish();
    const diffIds = image.layers.map(({ diffId }) => diffId).join();
    const images = await findImages(archive);
    const found = images.find(({ layers }) => layers.map(({ diffId }) => diffId).join() === diffIds);
    if (!found) throw codedError('bad-archive', 'the image is not in the archive');
    for (const [index, { blob }] of found.layers.entries()) {
      this.#layerOf.set(archive.resolve(blob) ?? blob, index);
    }
  }

  #sinkOf(path: string): BytesSink {
    const layer = this.#layerOf.get(path);
    if (layer === undefined) return nowhere;
    const { spool, image } = this.#input;
    const key = keyOf(image, layer);
    const size = image.layers[layer]?.index.sizeBytes ?? 0;
    if (spool.get(key) || !(this.#wanted.has(layer) || spool.hasRoomFor(size))) {
      if (!spool.get(key)) this.#missed.add(layer);
      return nowhere;
    }
    const file = spool.begin(key);
    this.#growing.set(path, file);
    return file;
  }

  #complete(path: string): void {
    const file = this.#growing.get(path);
    this.#growing.delete(path);
    // What could be unpacked is there; what lies beyond reads as the end.
    file?.finish();
  }

  #hasAll(): boolean {
    const { spool, image } = this.#input;
    return [...this.#wanted].every((layer) => spool.get(keyOf(image, layer))?.complete === true);
  }

  async #giveUp(reason: unknown): Promise<void> {
    const { spool, image } = this.#input;
    for (const [path, file] of this.#growing) {
      file.fail(reason);
      const layer = this.#layerOf.get(path);
      if (layer !== undefined) await spool.drop(keyOf(image, layer));
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
