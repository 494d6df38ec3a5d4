import type { LayersReading } from '../../contract';
import { codedError } from '../../core/coded-error';
import { BLOCK } from '../../core/tar/header';
import { type Archive, readLayerBlob, type StoredBlob } from '../archive/archive';
import { sniff } from '../decode/sniff';
import type { AnalysedImage } from '../image/analysed-image';
import type { ImageSource } from '../image/image-source';
import type { LayerBytes } from './layer-bytes';
import type { Spool } from './spool';
import { keyOf, StreamFetch } from './stream-fetch';

export interface ContentsInput {
  spool: Spool;
  onReading: (reading: LayersReading) => void;
}

interface Running {
  fetch: StreamFetch | null;
  waiting: number;
  controller: AbortController;
  done: Promise<void>;
}

/** Gives access to the contents of layers: where they lie, or by way of the spool. Requests share what is fetched. */
export class LayerContents {
  readonly #input: ContentsInput;
  /** By image and, where each layer is read by itself, layer. */
  readonly #running = new Map<string, Running>();

  constructor(input: ContentsInput) {
    this.#input = input;
  }

  /** The contents of a layer; they may still be coming. The caller closes them. */
  async open(
    image: AnalysedImage,
    layer: number,
    source: ImageSource,
    signal: AbortSignal,
  ): Promise<LayerBytes> {
    const archive = await source.openArchive(signal);
    if (archive === null) {
      await this.#fetch(image, layer, source, signal);
      return this.#fromSpool(image, layer);
    }
    const direct = await this.#openDirect(archive, image, layer);
    if (direct) return direct;
    try {
      await this.#unpack(archive, image, layer, signal);
      return this.#fromSpool(image, layer);
    } finally {
      await archive.close();
    }
  }

  /** Stops everything that is under way. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { controller } of running) controller.abort();
    await Promise.allSettled(running.map(({ done }) => done));
  }

  #fromSpool(image: AnalysedImage, layer: number): LayerBytes {
    const file = this.#input.spool.get(keyOf(image, layer));
    if (!file) throw codedError('not-found', 'the contents were removed', { next: [{ step: 'retry' }] });
    return { read: (into, offset) => file.read(into, offset), close: async () => undefined };
  }

  /** Null for a blob that is packed; closes what it opened then, but for the archive. */
  async #openDirect(archive: Archive, image: AnalysedImage, layer: number): Promise<LayerBytes | null> {
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

  /** Unpacks one layer of an archive on disk. */
  async #unpack(archive: Archive, image: AnalysedImage, layer: number, signal: AbortSignal): Promise<void> {
    const key = keyOf(image, layer);
    const { spool } = this.#input;
    if (spool.get(key)?.complete) return;
    await this.#share(key, signal, null, async (stop) => {
      const blob = await requireBlob(archive, image, layer);
      const file = spool.begin(key);
      let receivedBytes = 0;
      const onBytes = (bytes: number): void => {
        receivedBytes += bytes;
        this.#input.onReading({ treeId: image.key, layer, receivedBytes, done: false });
      };
      try {
        await readLayerBlob(blob, file, { signal: stop, onBytes });
        file.finish();
        await spool.tidy();
      } catch (thrown) {
        await spool.drop(key);
        throw thrown;
      } finally {
        await blob.close();
        this.#input.onReading({ treeId: image.key, layer, receivedBytes, done: true });
      }
    });
  }

  /** Waits until a layer of a passing archive is complete. */
  async #fetch(image: AnalysedImage, layer: number, source: ImageSource, signal: AbortSignal): Promise<void> {
    const { spool, onReading } = this.#input;
    while (!spool.get(keyOf(image, layer))?.complete) {
      signal.throwIfAborted();
      const running = this.#running.get(image.key);
      if (running?.fetch && !running.fetch.want(layer)) {
        await Promise.allSettled([running.done]);
        continue;
      }
      let receivedBytes = 0;
      const tell = (done: boolean) => onReading({ treeId: image.key, layer, receivedBytes, done });
      const begin = (stop: AbortSignal): StreamFetch => {
        const onReceived = (bytes: number): void => {
          receivedBytes = bytes;
          tell(false);
        };
        const fetch = new StreamFetch({ image, source, spool, signal: stop, onReceived });
        fetch.want(layer);
        return fetch;
      };
      try {
        await this.#share(image.key, signal, begin, async (_stop, fetch) => await fetch?.run());
      } finally {
        tell(true);
      }
    }
  }

  /** Joins what is under way for a key, or begins it; it stops when everybody who waited has left. */
  async #share(
    key: string,
    signal: AbortSignal,
    begin: ((stop: AbortSignal) => StreamFetch) | null,
    work: (stop: AbortSignal, fetch: StreamFetch | null) => Promise<void>,
  ): Promise<void> {
    let running = this.#running.get(key);
    if (!running) {
      const controller = new AbortController();
      const fetch = begin?.(controller.signal) ?? null;
      const done = work(controller.signal, fetch).finally(() => this.#running.delete(key));
      running = { fetch, waiting: 0, controller, done };
      this.#running.set(key, running);
    }
    await waitFor(running, signal);
  }
}

async function waitFor(running: Running, signal: AbortSignal): Promise<void> {
  running.waiting += 1;
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason);
  });
  signal.addEventListener('abort', leave, { once: true });
  try {
    await Promise.race([running.done, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    running.waiting -= 1;
    if (running.waiting === 0) running.controller.abort();
  }
}

async function requireBlob(archive: Archive, image: AnalysedImage, layer: number): Promise<StoredBlob> {
  const blob = await archive.blob(image.layers[layer]?.blob ?? '');
  if (blob) return blob;
  throw codedError('bad-archive', 'the layer is not in the archive');
}

async function isPacked(blob: StoredBlob): Promise<boolean> {
  const head = Buffer.alloc(BLOCK);
  const length = await blob.read(head, 0);
  const kind = sniff(head.subarray(0, length));
  return kind === 'gzip' || kind === 'zstd';
}
