import type { LayersReading } from '../../contract';
import { codedError } from '../../core/coded-error';
import { BLOCK } from '../../core/tar/header';
import { type Archive, readLayerBlob, type StoredBlob } from '../archive/archive';
import { sniff } from '../decode/sniff';
import type { AnalysedImage } from '../image/analysed-image';
import type { ImageSource } from '../image/image-source';
import type { LayerBytes } from './layer-bytes';
import { SharedWork } from './shared-work';
import type { Spool } from './spool';
import { keyOf, StreamFetch } from './stream-fetch';

export interface ContentsInput {
  spool: Spool;
  onReading: (reading: LayersReading) => void;
}

export interface LayerRequest {
  image: AnalysedImage;
  /** 0 = base. */
  layer: number;
  source: ImageSource;
  signal: AbortSignal;
}

interface Fetching {
  work: SharedWork;
  fetch: StreamFetch;
}

/** Gives access to the contents of layers: where they lie, or by way of the spool. Requests share what is fetched. */
export class LayerContents {
  readonly #input: ContentsInput;
  /** Archives that pass by, by image. */
  readonly #fetching = new Map<string, Fetching>();
  /** Blobs that are unpacked, by layer. */
  readonly #unpacking = new Map<string, SharedWork>();

  constructor(input: ContentsInput) {
    this.#input = input;
  }

  /** The contents of a layer; they may still be coming. The caller closes them. */
  async open(request: LayerRequest): Promise<LayerBytes> {
    request.signal.throwIfAborted();
    const archive = await request.source.openArchive(request.signal);
    if (archive === null) return await this.#openPassing(request);
    try {
      const direct = await openDirect(archive, request);
      if (direct) return direct;
    } catch (thrown) {
      await archive.close();
      throw thrown;
    }
    return await this.#openPacked(archive, request);
  }

  /** Stops everything that is under way. */
  async close(): Promise<void> {
    const works = [...this.#unpacking.values(), ...[...this.#fetching.values()].map(({ work }) => work)];
    for (const work of works) work.stop();
    await Promise.allSettled(works.map(({ done }) => done));
  }

  async #openPassing(request: LayerRequest): Promise<LayerBytes> {
    const { image, layer, signal } = request;
    const { spool } = this.#input;
    while (!spool.get(keyOf(image, layer))?.complete) {
      const fetching = this.#fetching.get(image.key) ?? this.#beginFetch(request);
      if (fetching.fetch.want(layer)) return await this.#follow(request, fetching.work);
      // It has gone by already: the archive has to pass by once more.
      const stop = new Stop(signal);
      await stop.orElse(Promise.allSettled([fetching.work.done])).finally(() => stop.forget());
    }
    return await this.#follow(request, null);
  }

  #beginFetch({ image, layer, source }: LayerRequest): Fetching {
    const { spool } = this.#input;
    const fetch = new StreamFetch({ image, source, spool, onReceived: (bytes, done) => tell(bytes, done) });
    const tell = (receivedBytes: number, done: boolean): void => {
      for (const wanted of fetch.wanted)
        this.#input.onReading({ treeId: image.key, layer: wanted, receivedBytes, done });
    };
    fetch.want(layer);
    const work = new SharedWork(async (stop) => {
      await fetch.run(stop).finally(() => this.#fetching.delete(image.key));
    });
    const fetching = { work, fetch };
    this.#fetching.set(image.key, fetching);
    return fetching;
  }

  async #openPacked(archive: Archive, request: LayerRequest): Promise<LayerBytes> {
    const key = keyOf(request.image, request.layer);
    const work = this.#unpacking.get(key) ?? null;
    if (work !== null || this.#input.spool.get(key)?.complete) {
      await archive.close();
      return await this.#follow(request, work);
    }
    const begun = new SharedWork(async (stop) => {
      await this.#unpack(archive, request, stop).finally(() => this.#unpacking.delete(key));
    });
    this.#unpacking.set(key, begun);
    return await this.#follow(request, begun);
  }

  /** Unpacks one layer of an archive on disk, and closes the archive. */
  async #unpack(archive: Archive, { image, layer }: LayerRequest, signal: AbortSignal): Promise<void> {
    const { spool, onReading } = this.#input;
    const key = keyOf(image, layer);
    const file = spool.begin(key);
    let receivedBytes = 0;
    const tell = (done: boolean): void => onReading({ treeId: image.key, layer, receivedBytes, done });
    const onBytes = (bytes: number): void => {
      receivedBytes += bytes;
      tell(false);
    };
    try {
      const blob = await requireBlob(archive, image, layer);
      await readLayerBlob(blob, file, { signal, onBytes }).finally(() => blob.close());
      file.finish();
      await spool.tidy();
    } catch (thrown) {
      file.fail(thrown);
      await spool.drop(key);
      throw thrown;
    } finally {
      await archive.close();
      tell(true);
    }
  }

  /** Reads a layer's spooled contents while they come. */
  async #follow({ image, layer, signal }: LayerRequest, work: SharedWork | null): Promise<LayerBytes> {
    const { spool } = this.#input;
    const key = keyOf(image, layer);
    const stop = new Stop(signal);
    const leave = (): void => {
      stop.forget();
      work?.leave(signal.aborted);
    };
    work?.join();
    try {
      await stop.orElse(Promise.race([spool.appears(key), ...(work ? [work.done] : [])]));
      const file = spool.get(key);
      if (!file)
        throw codedError('not-found', 'the contents were removed', {
          why: 'contents-removed',
          next: [{ step: 'retry' }],
        });
      file.use();
      const close = async (): Promise<void> => {
        leave();
        file.release();
        await spool.tidy();
      };
      return { read: (into, offset) => stop.orElse(file.read(into, offset)), close };
    } catch (thrown) {
      leave();
      throw thrown;
    }
  }
}

/** Ends waiting when a signal aborts. */
class Stop {
  readonly #signal: AbortSignal;
  readonly #stopped: Promise<never>;
  #refuse: () => void = () => undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    this.#stopped = new Promise((_, reject) => {
      this.#refuse = () => reject(signal.reason);
    });
    // Whoever waits hears of it.
    this.#stopped.catch(() => undefined);
    if (signal.aborted) this.#refuse();
    signal.addEventListener('abort', this.#refuse, { once: true });
  }

  /** The outcome of work, or the signal's reason when that comes first; the work goes on then. */
  async orElse<T>(work: Promise<T>): Promise<T> {
    return await Promise.race([work, this.#stopped]);
  }

  forget(): void {
    this.#signal.removeEventListener('abort', this.#refuse);
  }
}

/** Null for a blob that is packed. Closing the bytes closes the archive. */
async function openDirect(archive: Archive, { image, layer }: LayerRequest): Promise<LayerBytes | null> {
  const blob = await requireBlob(archive, image, layer);
  if (await isPacked(blob)) {
    await blob.close();
    return null;
  }
  const close = async (): Promise<void> => {
    await blob.close();
    await archive.close();
  };
  return { read: (into, offset) => blob.read(into, offset), close };
}

async function requireBlob(archive: Archive, image: AnalysedImage, layer: number): Promise<StoredBlob> {
  const blob = await archive.blob(image.layers[layer]?.blob ?? '');
  if (blob) return blob;
  throw codedError('bad-archive', 'the layer is not in the archive', { why: 'layer-not-in-archive' });
}

async function isPacked(blob: StoredBlob): Promise<boolean> {
  const head = Buffer.alloc(BLOCK);
  const length = await blob.read(head, 0);
  const kind = sniff(head.subarray(0, length));
  return kind === 'gzip' || kind === 'zstd';
}
