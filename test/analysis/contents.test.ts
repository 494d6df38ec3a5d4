import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StreamedArchive } from '../../electron/analysis/archive/streamed-archive';
import { readBytes } from '../../electron/analysis/contents/layer-bytes';
import { LayerContents } from '../../electron/analysis/contents/layer-contents';
import { Spool } from '../../electron/analysis/contents/spool';
import type { StackedImage } from '../../electron/analysis/image/analyst';
import { FileSource } from '../../electron/analysis/image/file-source';
import type { ImageSource, PassOptions } from '../../electron/analysis/image/image-source';
import type { LayersReading } from '../../electron/contract';
import { temporaryFolder } from '../support/temporary-folder';
import { analyse, newAnalyst } from './analyses';
import { currentArchive, digestOf, gzip, type SampleImage, sampleImage } from './archives';

/** An archive that passes by only when the test lets it, as from an engine. */
class PassingSource implements ImageSource {
  readonly scope = 'passing';
  passes = 0;
  readonly #bytes: Buffer;
  #gates: (() => void)[] = [];
  #open = true;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  hold(): void {
    this.#open = false;
  }

  letGo(): void {
    this.#open = true;
    for (const gate of this.#gates) gate();
    this.#gates = [];
  }

  async openArchive(): Promise<null> {
    return null;
  }

  async pass(archive: StreamedArchive, { signal, onBytes, enough }: PassOptions): Promise<boolean> {
    this.passes += 1;
    for (let at = 0; at < this.#bytes.length; at += 512) {
      if (!this.#open)
        await new Promise<void>((resolve, reject) => {
          this.#gates.push(resolve);
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        });
      signal.throwIfAborted();
      await archive.take(this.#bytes.subarray(at, at + 512));
      onBytes(512);
      if (enough()) return false;
    }
    return true;
  }
}

let folder: string;
let sample: SampleImage;
let image: StackedImage;
let source: PassingSource;
let spool: Spool;
let told: LayersReading[];
let contents: LayerContents;

beforeEach(async () => {
  folder = await temporaryFolder();
  sample = await sampleImage();
  const bytes = await currentArchive(sample, gzip);
  const file = join(folder, 'image.tar');
  await writeFile(file, bytes);
  const opened = await analyse(newAnalyst(join(folder, 'cache')), { path: file });
  if (opened.state !== 'ready') throw new Error(opened.state);
  image = opened.image;
  source = new PassingSource(bytes);
  useSpool(1_000_000);
});

afterEach(async () => {
  await contents.close();
  await spool.close();
});

function useSpool(bytes: number): void {
  spool = new Spool(join(folder, 'spool', '1-a'), bytes);
  told = [];
  contents = new LayerContents({ spool, onReading: (reading) => told.push(reading) });
}

const never = new AbortController().signal;
const open = (layer: number, signal = never) => contents.open({ image, layer, source, signal });

async function whole(layer: number): Promise<Buffer> {
  const bytes = await open(layer);
  try {
    return await readBytes(bytes, 0, sample.layers[layer]?.length ?? 0);
  } finally {
    await bytes.close();
  }
}

const isLayer = (bytes: Buffer, layer: number) =>
  expect(digestOf(bytes)).toBe(digestOf(sample.layers[layer] ?? ''));

test('a layer that passes by is kept, unpacked', async () => {
  isLayer(await whole(1), 1);
  isLayer(await whole(1), 1);
  expect(source.passes).toBe(1);
  expect(told.at(-1)).toMatchObject({ treeId: image.key, layer: 1, done: true });
});

test('questions at the same time share one passing', async () => {
  const all = await Promise.all([whole(0), whole(0), whole(1), whole(2)]);
  for (const [index, layer] of [0, 0, 1, 2].entries()) isLayer(all[index] ?? Buffer.alloc(0), layer);
  expect(source.passes).toBe(1);
});

test('layers beside the wanted one are kept only while there is room', async () => {
  useSpool(1);
  isLayer(await whole(0), 0);
  isLayer(await whole(1), 1);
  isLayer(await whole(2), 2);
  expect(await readdir(join(folder, 'spool', '1-a'))).toHaveLength(1);
});

describe('cancelling', () => {
  test('stops the passing when nobody waits any more, and leaves nothing', async () => {
    source.hold();
    const [one, other] = [new AbortController(), new AbortController()];
    const [first, second] = [open(0, one.signal), open(0, other.signal)];
    one.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    other.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    await contents.close();
    expect(told.at(-1)).toMatchObject({ done: true });
    expect(spool.get(image.layers[0]?.key ?? '')).toBeUndefined();
  });

  test('of one does not disturb the other', async () => {
    source.hold();
    const one = new AbortController();
    const first = open(0, one.signal);
    const second = whole(0);
    one.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    source.letGo();
    isLayer(await second, 0);
    expect(source.passes).toBe(1);
  });
});

test('a layer that the archive does not have is told as such', async () => {
  source = new PassingSource(await currentArchive(await sampleImage({ layers: [] })));
  await expect(whole(0)).rejects.toMatchObject({ appError: { code: 'bad-archive' } });
});

test('layers of an image that is known from others are found by the lists of the archive', async () => {
  image = { ...image, layers: image.layers.map((layer) => ({ ...layer, blob: '' })) };
  isLayer(await whole(2), 2);
  expect(source.passes).toBe(2);
});

test('a packed layer of an archive on disk can be read while it is unpacked', async () => {
  const file = await FileSource.open(join(folder, 'image.tar'));
  const bytes = await contents.open({ image, layer: 0, source: file, signal: never });
  isLayer(await readBytes(bytes, 0, sample.layers[0]?.length ?? 0), 0);
  await bytes.close();
  expect(told.at(-1)).toMatchObject({ layer: 0, done: true });
});

test('nothing is left at the end', async () => {
  await whole(0);
  await contents.close();
  await spool.close();
  expect(await readdir(join(folder, 'spool'))).toEqual([]);
});
