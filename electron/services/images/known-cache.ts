import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { KnownImage } from './known-image';

/** Of the lines; a file of another version is started anew. */
const VERSION = 'known-images 1';
/** Lines that are parsed in one go: parsing many more would hold up the window. */
const CHUNK = 500;
/** Images that are gone are dropped from the file when it has grown so far beyond this. */
const MOST_LINES = 20_000;
/** Lines are gathered for this long before they are written, milliseconds. */
const WRITE_AFTER = 500;

/**
 * What is known of the images of one engine, in a file that only grows: a line an image. Nothing in it can become
 * wrong, because ids name contents; whatever is wrong with the file makes it count as empty.
 */
export class KnownCache {
  readonly #file: string;
  readonly #onError: (thrown: unknown) => void;
  #waiting: KnownImage[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #started = false;

  constructor(file: string, onError: (thrown: unknown) => void) {
    this.#file = file;
    this.#onError = onError;
  }

  async read(): Promise<KnownImage[]> {
    try {
      const [version, ...lines] = (await readFile(this.#file, 'utf8')).trimEnd().split('\n');
      if (version !== VERSION) return [];
      const images = await parseLines(lines);
      this.#started = true;
      if (lines.length > MOST_LINES) await this.#shrink(images.slice(-MOST_LINES / 2));
      return images;
    } catch {
      // Missing or cut off in the middle of a line: the engine knows it all.
      return [];
    }
  }

  /** Keeps an image for the next start. */
  add(image: KnownImage): void {
    this.#waiting.push(image);
    this.#timer ??= setTimeout(() => {
      this.flush().catch(this.#onError);
    }, WRITE_AFTER).unref();
  }

  /** Settles when everything is on disk. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const images = this.#waiting;
    this.#waiting = [];
    if (images.length > 0) this.#writing = this.#writing.then(() => this.#append(images));
    await this.#writing;
  }

  async #append(images: KnownImage[]): Promise<void> {
    if (this.#started) await appendFile(this.#file, linesOf(images));
    else await this.#shrink(images);
  }

  /** Starts the file anew with these images. */
  async #shrink(images: KnownImage[]): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true });
    const draft = `${this.#file}.draft`;
    await writeFile(draft, `${VERSION}\n${linesOf(images)}`, { mode: 0o600 });
    await rename(draft, this.#file);
    this.#started = true;
  }
}

async function parseLines(lines: string[]): Promise<KnownImage[]> {
  const images: KnownImage[] = [];
  const shared = new Map<string, string>();
  /** The same layers stand in many images: one string for each saves most of the memory. */
  const share = (text: string) => {
    const known = shared.get(text);
    if (known === undefined) shared.set(text, text);
    return known ?? text;
  };
  for (const [index, line] of lines.entries()) {
    if (index % CHUNK === CHUNK - 1) await breathe();
    const image = JSON.parse(line) as KnownImage;
    images.push({ ...image, layers: image.layers.map(share) });
  }
  return images;
}

const linesOf = (images: KnownImage[]): string =>
  images.map((image) => `${JSON.stringify(image)}\n`).join('');
