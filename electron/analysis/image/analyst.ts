import type { ArchiveImage, MissingLayer } from '../../contract';
import { readOs } from '../../core/findings';
import type { ImageTree } from '../../core/image-tree/image-tree';
import { mergeLayers } from '../../core/image-tree/merge-layers';
import type { LayerIndex } from '../../core/layer-index/layer-index';
import type { Archive } from '../archive/archive';
import { ofArchive } from '../archive/file-error';
import { chooseImages, findImages, toArchiveImage } from '../archive/find-images';
import type { FoundImage } from '../archive/image-config';
import {
  imageKey,
  type KnownImage,
  type KnownLayer,
  type LayerCache,
  layerKey,
  treeKey,
} from '../cache/layer-cache';
import type { ArchivePlace, EngineImage, WorkerSource } from '../protocol';
import { analyseArchive } from './analyse-archive';
import { analyseStream } from './analyse-stream';
import type { AnalysedImage, AnalysedLayer } from './analysed-image';
import { FileSource } from './file-source';
import type { ImageSource } from './image-source';
import {
  fromInspection,
  keyOfFound,
  keyOfImage,
  layersOfInspection,
  listKey,
  namedAfter,
  withoutIndex,
} from './known-image';
import { type AnalysisProgress, ProgressBook } from './progress';
import type { ReadImage, ReadInput } from './read-image';

/** An analysed image with its layers stacked. */
export interface StackedImage extends AnalysedImage {
  tree: ImageTree;
  os: string;
}

export type Opened =
  | { state: 'ready'; image: StackedImage }
  | { state: 'unknown' }
  | { state: 'choose'; images: ArchiveImage[] };

/** The layers of an image from its base up to the first that was not read. */
export interface LowerPart {
  image: StackedImage;
  missing: MissingLayer[];
}

export interface AnalystInput {
  cache: LayerCache;
  /** Trees that are open, by their images' keys. */
  inMemory: (key: string) => StackedImage | undefined;
}

export interface AnalyseOptions {
  signal: AbortSignal;
  onProgress: (progress: AnalysisProgress) => void;
}

/** Finds what is known of images, and reads what is not. */
export class Analyst {
  readonly #input: AnalystInput;

  constructor(input: AnalystInput) {
    this.#input = input;
  }

  /** What is known of an image, without reading layers. */
  async open(source: WorkerSource, signal: AbortSignal): Promise<Opened> {
    if (source.kind === 'image') return await this.#openImage(source);
    return await ofFile(source.path, async () => await this.#openArchive(source, signal));
  }

  /** What can be shown of an image that is not known whole; null when not even its base is. Reads no layers. */
  async lower(source: WorkerSource, signal: AbortSignal): Promise<LowerPart | null> {
    if (source.kind === 'image') {
      const layers = layersOfInspection(source);
      return await this.#lowerOf(keyOfImage(source), {
        name: source.name,
        platform: source.platform,
        layers,
      });
    }
    return await ofFile(source.path, async () => {
      const file = await FileSource.open(source.path);
      const [image, ...others] = chooseImages((await this.#imagesOf(file, signal)) ?? [], source);
      if (!image || others.length > 0) return null;
      const { name, platform } = namedAfter(file, image);
      const layers = image.layers.map((layer) => ({ ...layer, key: layerKey(layer.diffId, file.scope) }));
      return await this.#lowerOf(keyOfFound(file, image), { name, platform, layers });
    });
  }

  /** Where one of `most` layers turns out to be broken, fewer are tried. */
  async #lowerOf(
    key: string,
    known: Pick<KnownImage, 'name' | 'platform' | 'layers'>,
    most = known.layers.length,
  ): Promise<LowerPart | null> {
    const count = Math.min(await this.#countLower(known.layers), most);
    if (count < 1 || count === known.layers.length) return null;
    const layers = known.layers.slice(0, count).map(withoutIndex);
    const whole = { name: known.name, platform: known.platform, os: '', damage: [], analysedAt: Date.now() };
    // Mostly they are the layers of another image, which was stacked when it was read.
    const lower = await this.#load(imageKey('lower', key, String(count)), { ...whole, layers });
    if (lower.state !== 'ready') return await this.#lowerOf(key, known, count - 1);
    const missing = known.layers
      .slice(count)
      .map(({ diffId, createdBy }, at) => ({ index: count + at, diffId, createdBy }));
    return { image: lower.image, missing };
  }

  /** How many layers are known from the base up, without reading them. */
  async #countLower(layers: readonly KnownLayer[]): Promise<number> {
    const known = await Promise.all(layers.map(({ key }) => this.#input.cache.hasLayer(key)));
    const count = known.indexOf(false);
    return count === -1 ? layers.length : count;
  }

  /** Reads what is not known. `from` is where the image of an engine comes from. */
  async analyse(source: WorkerSource, from: ImageSource | null, options: AnalyseOptions): Promise<Opened> {
    if (source.kind === 'archive') {
      const analyse = () => this.#input.cache.writeAfter(this.#analyseFile(source, options));
      return await ofFile(source.path, analyse);
    }
    if (from === null) throw new TypeError('an image of an engine without its engine');
    const key = keyOfImage(source);
    const [read] = await this.#stream(from, source.layers, options);
    if (!read) throw new RangeError('no image came out of the archive');
    const named = { name: source.name, platform: source.platform };
    return { state: 'ready', image: this.#finish(key, named, read) };
  }

  async #openImage(source: EngineImage): Promise<Opened> {
    const key = keyOfImage(source);
    const known = (await this.#input.cache.image(key)) ?? (await this.#fromLayers(source));
    const opened = await this.#load(key, known);
    if (opened.state === 'ready') opened.image.name = source.name;
    return opened;
  }

  /** An image that was not read before, of which others have all layers; null unless they do. */
  async #fromLayers(source: EngineImage): Promise<KnownImage | null> {
    const known = fromInspection(source);
    const isWhole = known !== null && (await this.#countLower(known.layers)) === known.layers.length;
    return isWhole ? known : null;
  }

  async #openArchive(place: ArchivePlace, signal: AbortSignal): Promise<Opened> {
    const source = await FileSource.open(place.path);
    const images = await this.#imagesOf(source, signal);
    if (images === null) return { state: 'unknown' };
    return await this.#openOneOf(images, place, source);
  }

  async #openOneOf(images: FoundImage[], place: ArchivePlace, source: FileSource): Promise<Opened> {
    const chosen = chooseImages(images, place);
    const [image] = chosen;
    if (!image || chosen.length > 1) return { state: 'choose', images: chosen.map(toArchiveImage) };
    const key = keyOfFound(source, image);
    return await this.#load(key, await this.#input.cache.image(key));
  }

  /** Null for a packed archive that was never read. One that was is not looked through again. */
  async #imagesOf(source: FileSource, signal: AbortSignal): Promise<FoundImage[] | null> {
    const known = await this.#input.cache.json(listKey(source), isList);
    if (known !== null) return known;
    const archive = await source.openArchive(signal);
    if (archive === null) return null;
    try {
      return await findImages(archive);
    } finally {
      await archive.close();
    }
  }

  async #load(key: string, known: KnownImage | null): Promise<Opened> {
    const inMemory = this.#input.inMemory(key);
    if (inMemory) return { state: 'ready', image: inMemory };
    if (known === null) return { state: 'unknown' };
    const { cache } = this.#input;
    const reading = this.#layersOf(known);
    const stackKey = treeKey(known.layers);
    const [layers, tree] = await Promise.all([reading, cache.tree(stackKey, reading.then(indexesOf))]);
    if (layers === null) return { state: 'unknown' };
    const { name, platform, damage, analysedAt } = known;
    const image = stack({ key, name, platform, damage, analysedAt, layers }, tree);
    if (tree === null) cache.keepTree(stackKey, image.tree);
    return { state: 'ready', image };
  }

  /** Null unless all are there. */
  async #layersOf({ layers }: KnownImage): Promise<AnalysedLayer[] | null> {
    const found = await Promise.all(
      layers.map(async (layer) => ({ ...layer, index: await this.#input.cache.layer(layer.key) })),
    );
    return found.every(isThere) ? found : null;
  }

  async #analyseFile(place: ArchivePlace, options: AnalyseOptions): Promise<Opened> {
    const source = await FileSource.open(place.path);
    const archive = await source.openArchive(options.signal);
    if (archive === null) return await this.#analysePacked(source, place, options);
    try {
      return await this.#analyseArchive(archive, source, place, options);
    } finally {
      await archive.close();
    }
  }

  async #analyseArchive(
    archive: Archive,
    source: FileSource,
    place: ArchivePlace,
    options: AnalyseOptions,
  ): Promise<Opened> {
    const images = await findImages(archive);
    const chosen = chooseImages(images, place);
    const [image] = chosen;
    if (!image || chosen.length > 1) return { state: 'choose', images: chosen.map(toArchiveImage) };
    this.#input.cache.keepJson(listKey(source), images);
    const read = await analyseArchive(archive, image, this.#inputFor(source, options));
    return { state: 'ready', image: this.#finishFound(source, read) };
  }

  /** Everything of a packed archive is read at once: there is no other way to its list of images. */
  async #analysePacked(source: FileSource, place: ArchivePlace, options: AnalyseOptions): Promise<Opened> {
    const all = await this.#stream(source, null, options);
    const images = all.map(({ image }) => image);
    this.#input.cache.keepJson(listKey(source), images);
    const chosen = chooseImages(images, place);
    const stacked = all.map((read) => this.#finishFound(source, read));
    const [image] = chosen;
    if (!image || chosen.length > 1) return { state: 'choose', images: chosen.map(toArchiveImage) };
    const found = stacked[images.indexOf(image)];
    return found ? { state: 'ready', image: found } : { state: 'unknown' };
  }

  async #stream(source: ImageSource, wanted: string[] | null, options: AnalyseOptions): Promise<ReadImage[]> {
    return await analyseStream({ ...this.#inputFor(source, options), wanted });
  }

  #inputFor(source: ImageSource, { signal, onProgress }: AnalyseOptions): ReadInput {
    return { source, cache: this.#input.cache, signal, book: new ProgressBook(onProgress) };
  }

  #finishFound(source: FileSource, read: ReadImage): StackedImage {
    return this.#finish(keyOfFound(source, read.image), namedAfter(source, read.image), read);
  }

  #finish(
    key: string,
    named: { name: string; platform: string },
    { layers, damage }: ReadImage,
  ): StackedImage {
    const image = stack({ key, ...named, layers, damage, analysedAt: Date.now() }, null);
    const known: KnownImage = {
      ...named,
      os: image.os,
      damage,
      analysedAt: image.analysedAt,
      layers: layers.map(withoutIndex),
    };
    this.#input.cache.keepImage(key, known);
    this.#input.cache.keepTree(treeKey(layers), image.tree);
    return image;
  }
}

/** Puts the file's path into errors that speak of an archive. */
async function ofFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw ofArchive(file, thrown);
  }
}

/** Stacks the layers where that was not done before. */
function stack(image: AnalysedImage, stacked: ImageTree | null): StackedImage {
  const tree = stacked ?? mergeLayers(image.layers.map(({ index }) => index));
  return { ...image, tree, os: readOs(tree)?.name ?? '' };
}

const indexesOf = (layers: AnalysedLayer[] | null): LayerIndex[] | null =>
  layers?.map(({ index }) => index) ?? null;

const isThere = <T extends { index: LayerIndex | null }>(layer: T): layer is T & { index: LayerIndex } =>
  layer.index !== null;

const isList = (value: unknown): value is FoundImage[] =>
  Array.isArray(value) &&
  value.every((item) => typeof item === 'object' && item !== null && 'layers' in item);
