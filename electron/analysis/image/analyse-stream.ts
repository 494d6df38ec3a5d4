import { codedError } from '../../core/coded-error';
import type { LayerIndex } from '../../core/layer-index/layer-index';
import type { LayerIndexer } from '../../core/layer-index/layer-indexer';
import { findImages } from '../archive/find-images';
import type { FoundImage } from '../archive/image-config';
import { StreamedArchive } from '../archive/streamed-archive';
import { layerKey } from '../cache/layer-cache';
import type { BlobContent } from '../decode/blob-reader';
import { type BytesSink, nowhere } from '../decode/bytes-sink';
import { giveBack } from '../give-back';
import { EarlyImage } from './early-image';
import { type IndexedBlob, isSound, missingBlob, newIndexer } from './index-blob';
import type { ReadImage, ReadInput } from './read-image';

export interface StreamInput extends ReadInput {
  /** diffIDs of the image that is wanted, base first; null for every image of the archive. */
  wanted: string[] | null;
}

/**
 * Reads the layers of an archive that passes by once. When it is known which image is wanted, reading stops once its
 * unknown layers are complete and its manifest and config have been seen.
 */
export async function analyseStream(input: StreamInput): Promise<ReadImage[]> {
  const reading = new StreamReading(input);
  return await reading.run();
}

class StreamReading {
  readonly #input: StreamInput;
  readonly #archive: StreamedArchive;
  readonly #early: EarlyImage;
  readonly #known = new Map<string, LayerIndex>();
  readonly #indexers = new Map<string, LayerIndexer>();
  readonly #blobs = new Map<string, IndexedBlob>();

  constructor(input: StreamInput) {
    this.#input = input;
    this.#early = new EarlyImage(input.wanted ?? []);
    this.#archive = new StreamedArchive({
      layer: (path, size) => this.#begin(path, size),
      onBlob: (path, content) => this.#end(path, content),
    });
  }

  async run(): Promise<ReadImage[]> {
    await this.#lookUpKnown();
    const { source, signal, book } = this.#input;
    try {
      const enough = () => this.#isEnough();
      const atEnd = await source.pass(this.#archive, {
        signal,
        enough,
        onBytes: (bytes) => book.received(bytes),
      });
      if (atEnd) await this.#archive.finish();
      const images = atEnd ? this.#chosen(await findImages(this.#archive)) : [this.#early.found];
      return images.filter((image) => image !== null).map((image) => this.#assemble(image));
    } finally {
      this.#archive.close();
    }
  }

  async #lookUpKnown(): Promise<void> {
    const { wanted, cache, source, book } = this.#input;
    book.begin(wanted ?? []);
    await Promise.all(
      (wanted ?? []).map(async (diffId, index) => {
        const known = await cache.layer(layerKey(diffId, source.scope));
        if (known === null) return;
        this.#known.set(diffId, known);
        book.layer(index, { phase: 'cached' });
      }),
    );
  }

  #begin(path: string, total: number): BytesSink {
    const row = this.#input.wanted?.indexOf(diffIdOf(path)) ?? -1;
    if (this.#known.has(diffIdOf(path))) return nowhere;
    const indexer = newIndexer(total);
    this.#indexers.set(path, indexer);
    if (row === -1) return indexer;
    const { book } = this.#input;
    let current = 0;
    book.layer(row, { phase: 'reading', total });
    const push = (bytes: Uint8Array, from: number, to: number): void => {
      indexer.push(bytes, from, to);
      current += to - from;
      book.layer(row, { current });
    };
    return { push };
  }

  #end(path: string, content: BlobContent): void {
    if (content.kind === 'json') {
      if (this.#input.wanted) this.#early.see(path, content.text);
      return;
    }
    const indexer = this.#indexers.get(path);
    if (!indexer) return;
    this.#indexers.delete(path);
    const damage: IndexedBlob['damage'] = content.broken ? ['broken-compression'] : [];
    this.#blobs.set(path, { index: indexer.finish(giveBack), damage });
    const row = this.#input.wanted?.indexOf(diffIdOf(path)) ?? -1;
    if (row !== -1) this.#input.book.layer(row, { phase: 'done' });
  }

  #isEnough(): boolean {
    const image = this.#early.found;
    if (image === null) return false;
    return image.layers.every(({ diffId, blob }) => this.#known.has(diffId) || this.#blobs.has(blob));
  }

  #chosen(images: FoundImage[]): FoundImage[] {
    const { wanted } = this.#input;
    if (wanted === null) return images;
    const same = images.filter(({ layers }) => hasLayers(layers, wanted));
    const [image] = same.length > 0 ? same : images;
    if (!image) throw codedError('bad-archive', 'the engine sent no image', { why: 'engine-sent-nothing' });
    return [image];
  }

  #assemble(image: FoundImage): ReadImage {
    const { source, cache, book } = this.#input;
    const damage: ReadImage['damage'] = [...this.#archive.found, ...image.damage];
    const layers = image.layers.map(({ blob, diffId, createdBy }, index) => {
      const key = layerKey(diffId, source.scope);
      const known = this.#known.get(diffId);
      if (known) return { key, blob, diffId, createdBy, index: known };
      const read = this.#blobs.get(this.#archive.resolve(blob) ?? blob) ?? missingBlob();
      for (const kind of read.damage) damage.push({ layer: index, kind, offset: 0 });
      if (isSound(read)) cache.keepLayer(key, read.index);
      book.layer(index, { phase: 'done' });
      return { key, blob: this.#archive.resolve(blob) ?? blob, diffId, createdBy, index: read.index };
    });
    return { image, layers, damage };
  }
}

/** Graph drivers name the blobs of layers by their diffIDs. */
const diffIdOf = (path: string): string => path.replace(/^blobs\/([^/]+)\//, '$1:');

const hasLayers = (layers: { diffId: string }[], diffIds: string[]): boolean =>
  layers.length === diffIds.length && layers.every(({ diffId }, index) => diffId === diffIds[index]);
