import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ImageSummary } from '../../contract';

export interface CachedList {
  listedAt: number;
  images: ImageSummary[];
}

/** Of the file; another one is ignored. */
const VERSION = 1;
/** Lines that are read or written in one go: parsing many more would hold up the window. */
const CHUNK = 500;
/** Lists of engines that were used longest ago are forgotten. */
const MOST_ENGINES = 24;

/**
 * The last list of each engine on disk: a line of heading, then a line an image. It is only ever painted as stale,
 * so it needs neither locks nor guarantees; whatever is wrong with a file makes it count as missing.
 */
export class ListCache {
  readonly #folder: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Null when there is none. */
  async read(engineId: string): Promise<CachedList | null> {
    try {
      const [heading = '', ...lines] = (await readFile(this.#file(engineId), 'utf8')).trimEnd().split('\n');
      const { version, listedAt } = JSON.parse(heading) as { version: unknown; listedAt: unknown };
      if (version !== VERSION || typeof listedAt !== 'number') return null;
      return { listedAt, images: await parseLines(lines) };
    } catch {
      // Missing or broken, it makes no difference: the engine is about to be asked.
      return null;
    }
  }

  /** Writes one after the other; rejects when the disk does not take it. */
  async write(engineId: string, list: CachedList): Promise<void> {
    const writing = this.#writing.then(() => this.#replace(engineId, list));
    // The next one runs whether or not this one fails; the failure belongs to its own caller.
    this.#writing = writing.catch(() => undefined);
    await writing;
  }

  async #replace(engineId: string, { listedAt, images }: CachedList): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const file = this.#file(engineId);
    const draft = `${file}.draft`;
    const heading = JSON.stringify({ version: VERSION, listedAt });
    await writeFile(draft, `${[heading, ...(await stringifyLines(images))].join('\n')}\n`, { mode: 0o600 });
    await rename(draft, file);
    await this.#forgetOldest();
  }

  async #forgetOldest(): Promise<void> {
    const names = await readdir(this.#folder);
    if (names.length <= MOST_ENGINES) return;
    const files = names.map((name) => path.join(this.#folder, name));
    const aged = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
    aged.sort((one, other) => other.at - one.at);
    await Promise.all(aged.slice(MOST_ENGINES).map(({ file }) => rm(file, { force: true })));
  }

  #file(engineId: string): string {
    return path.join(this.#folder, `${engineId}.jsonl`);
  }
}

async function parseLines(lines: string[]): Promise<ImageSummary[]> {
  const images: ImageSummary[] = [];
  for (const [index, line] of lines.entries()) {
    if (index % CHUNK === CHUNK - 1) await breathe();
    images.push(JSON.parse(line) as ImageSummary);
  }
  return images;
}

async function stringifyLines(images: ImageSummary[]): Promise<string[]> {
  const lines: string[] = [];
  for (const [index, image] of images.entries()) {
    if (index % CHUNK === CHUNK - 1) await breathe();
    lines.push(JSON.stringify(image));
  }
  return lines;
}
