import type { LayerIndex } from '../../core/layer-index/layer-index';
import type { Archive } from '../archive/archive';
import type { FoundImage } from '../archive/image-config';
import { layerKey } from '../cache/layer-cache';
import type { AnalysedLayer } from './analysed-image';
import { type IndexedBlob, indexBlob, isSound, missingBlob } from './index-blob';
import type { ProgressBook } from './progress';
import type { ReadImage, ReadInput } from './read-image';

/** Reads the layers of an image of an archive on disk: only its own blobs, and of those only what is not known. */
export async function analyseArchive(
  archive: Archive,
  image: FoundImage,
  input: ReadInput,
): Promise<ReadImage> {
  const read = new LayerReading(archive, input);
  await read.measure(image);
  const layers: AnalysedLayer[] = [];
  for (const [index, { blob, diffId, createdBy }] of image.layers.entries()) {
    const key = layerKey(diffId, input.source.scope);
    layers.push({ key, blob, diffId, createdBy, index: await read.layer(index, key, blob) });
  }
  return { image, layers, damage: [...archive.damage, ...image.damage, ...read.damage] };
}

class LayerReading {
  readonly damage: ReadImage['damage'] = [];
  readonly #archive: Archive;
  readonly #input: ReadInput;
  readonly #book: ProgressBook;
  readonly #done = new Map<string, IndexedBlob>();

  constructor(archive: Archive, input: ReadInput) {
    this.#archive = archive;
    this.#input = input;
    this.#book = input.book;
  }

  async measure(image: FoundImage): Promise<void> {
    this.#book.begin(image.layers.map(({ diffId }) => diffId));
    let total = 0;
    for (const path of new Set(image.layers.map(({ blob }) => blob))) {
      const blob = await this.#archive.blob(path);
      total += blob?.size ?? 0;
      await blob?.close();
    }
    this.#book.total = total;
  }

  async layer(index: number, key: string, path: string): Promise<LayerIndex> {
    const known = this.#done.has(path) ? null : await this.#input.cache.layer(key);
    if (known) {
      this.#book.layer(index, { phase: 'cached' });
      return known;
    }
    const read = this.#done.get(path) ?? (await this.#read(index, path));
    this.#done.set(path, read);
    for (const kind of read.damage) this.damage.push({ layer: index, kind, offset: 0 });
    this.#book.layer(index, { phase: 'done' });
    if (isSound(read)) this.#input.cache.keepLayer(key, read.index);
    return read.index;
  }

  async #read(index: number, path: string): Promise<IndexedBlob> {
    const blob = await this.#archive.blob(path);
    if (blob === null) return missingBlob();
    let current = 0;
    const onBytes = (bytes: number): void => {
      current += bytes;
      this.#book.received(bytes);
      this.#book.layer(index, { current });
    };
    try {
      this.#book.layer(index, { phase: 'reading', total: blob.size });
      return await indexBlob(blob, { signal: this.#input.signal, onBytes });
    } finally {
      await blob.close();
    }
  }
}
