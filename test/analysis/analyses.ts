import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CacheFolder } from '../../electron/analysis/cache/cache-folder';
import { LayerCache } from '../../electron/analysis/cache/layer-cache';
import { Analyst, type Opened } from '../../electron/analysis/image/analyst';
import type { ArchivePlace } from '../../electron/analysis/protocol';
import { analysisOf } from '../../electron/analysis/tree/open-trees';
import type { ImageAnalysis } from '../../electron/contract';
import type { TarEntry } from '../support/tar';
import { temporaryFolder } from '../support/temporary-folder';
import { type SampleImage, sampleImage } from './archives';

/** An analyst whose cache tells when all is on disk. */
class TestAnalyst extends Analyst {
  readonly cache: LayerCache;

  constructor(cache: LayerCache) {
    super({ cache, inMemory: () => undefined });
    this.cache = cache;
  }
}

/** An analyst with a cache of its own, or that of another one. */
export function newAnalyst(cacheFolder: string): TestAnalyst {
  const folder = new CacheFolder(cacheFolder, 1024 ** 3);
  return new TestAnalyst(
    new LayerCache(folder, (thrown) => {
      throw thrown;
    }),
  );
}

const never = new AbortController().signal;

export const open = (analyst: Analyst, place: Omit<ArchivePlace, 'kind'>): Promise<Opened> =>
  analyst.open({ kind: 'archive', ...place }, never);

/** Analyses, and waits until another analyst can find on disk what was read. */
export async function analyse(
  analyst: TestAnalyst,
  place: Omit<ArchivePlace, 'kind'>,
  signal: AbortSignal = never,
): Promise<Opened> {
  const options = { signal, onProgress: () => undefined };
  const opened = await analyst.analyse({ kind: 'archive', ...place }, null, options);
  await analyst.cache.settled();
  return opened;
}

/** The figures of an image that is known. */
export function readyAnalysis(opened: Opened): ImageAnalysis {
  if (opened.state !== 'ready') throw new Error(`the image is ${opened.state}`);
  return analysisOf(opened.image);
}

/** What is the same of an image however its archive is written. */
export function figuresOf(opened: Opened): Omit<ImageAnalysis, 'treeId' | 'image' | 'analysedAt'> {
  const { treeId: _treeId, image: _image, analysedAt: _analysedAt, ...figures } = readyAnalysis(opened);
  return figures;
}

/** Writes entries as files of a folder: an unpacked archive. */
export async function writeFolder(folder: string, entries: TarEntry[]): Promise<void> {
  for (const { name, content } of entries) {
    if (content === undefined) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** What most tests of reading begin with. */
export interface Subject {
  image: SampleImage;
  /** A folder of the test's own. */
  folder: string;
  /** Where in it the test puts the archive. */
  file: string;
  analyst: TestAnalyst;
}

export async function newSubject(): Promise<Subject> {
  const folder = await temporaryFolder();
  const analyst = newAnalyst(join(folder, 'cache'));
  return { image: await sampleImage(), folder, file: join(folder, 'image.tar'), analyst };
}
