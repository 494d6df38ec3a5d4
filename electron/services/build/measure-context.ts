import { constants, type Dirent, readdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { BuildContext } from '../../contract';
import { isReadable, isSecretFile, keepLargest, leaves } from './file-facts';
import { type IgnoreRules, readIgnoreRules } from './ignore-rules';
import { failed } from './look-at';
import { type LookHelper, OrderedLooks } from './ordered-looks';
import { byName, contextPathOf, isGone } from './walk-context';

const LISTED = 50;
/** What a walk of the context finds. */
export type Figures = Pick<
  BuildContext,
  | 'complete'
  | 'files'
  | 'bytes'
  | 'ignoredFiles'
  | 'ignoredBytes'
  | 'ignoreFile'
  | 'ignoreLines'
  | 'largest'
  | 'secrets'
  | 'gitFolder'
  | 'leaving'
  | 'unsendable'
>;

/** Before anything was found. */
export const emptyFigures: Figures = {
  complete: false,
  files: 0,
  bytes: 0,
  ignoredFiles: 0,
  ignoredBytes: 0,
  ignoreFile: '',
  ignoreLines: [],
  largest: [],
  secrets: [],
  gitFolder: false,
  leaving: [],
  unsendable: [],
};

export interface MeasureOptions {
  signal: AbortSignal;
  /** Rules instead of those on disk, while they are edited. */
  ignoreText?: string | undefined;
  /** Told now and then of what was found so far. */
  onProgress?: ((figures: Figures) => void) | undefined;
  /** Another thread that looks at files too, asked for when the context turns out to be large. */
  help?: () => LookHelper & { close: () => Promise<void> };
}

/** Measures a context here or on another thread. Throws coded errors, and the signal's reason when it is aborted. */
export type MeasureContext = (
  folder: string,
  dockerfile: string,
  options: MeasureOptions,
) => Promise<Figures>;

/** The first figures come this soon, milliseconds, and further ones in this distance. */
const FIRST_AFTER = 40;
const TELL_EVERY = 120;
/** Other work of this thread gets its turn after so many milliseconds. */
const TURN = 20;

/**
 * Walks a build context: first what would be sent, then what lies in the folders that are skipped whole. It asks the file
 * system without waiting in between, which is several times as fast, and lets other work of this thread have its turn.
 */
export async function measureContext(
  folder: string,
  dockerfile: string,
  { help, ...options }: MeasureOptions,
): Promise<Figures> {
  const rules = await readIgnoreRules(folder, dockerfile, { edited: options.ignoreText });
  const measure = new Measure(folder, rules);
  let helper: ReturnType<NonNullable<typeof help>> | undefined;
  const share = () => {
    helper = help?.();
    if (helper !== undefined) measure.shareWith(helper);
  };
  try {
    await follow(measure, share, options);
    return measure.figures(true);
  } finally {
    await helper?.close();
  }
}

async function follow(
  measure: Measure,
  share: () => void,
  { signal, onProgress }: Pick<MeasureOptions, 'signal' | 'onProgress'>,
): Promise<void> {
  const clock = { turn: performance.now(), tell: performance.now() + FIRST_AFTER - TELL_EVERY };
  let passes = 0;
  for (const _ of measure.walk()) {
    passes += 1;
    if (passes === WORTH_HELP) share();
    const now = performance.now();
    if (onProgress !== undefined && now - clock.tell >= TELL_EVERY) {
      onProgress(measure.figures(false));
      clock.tell = now;
    }
    if (now - clock.turn >= TURN) {
      await setImmediate();
      clock.turn = performance.now();
    }
    signal.throwIfAborted();
  }
  signal.throwIfAborted();
}

type Line = Figures['ignoreLines'][number];

/** So many entries are found before the caller's turn. */
const AT_ONCE = 64;
/** A context of so many times more is worth a second thread. */
const WORTH_HELP = 64;

interface OpenFolder {
  below: string;
  entries: readonly Dirent[];
  next: number;
}

/** What was found at a place: something to send, a file that a line leaves out, or a folder that cannot be read. */
interface Found {
  at: string;
  as: 'sent' | 'unreadable' | { leftOutBy: Line | null };
}

class Measure {
  readonly #folder: string;
  readonly #rules: IgnoreRules;
  readonly #figures: Figures;
  readonly #looks: OrderedLooks<Found>;
  readonly #lines = new Map<number, Line>();
  /** Folders that the walk has not entered, and the lines that say so. */
  readonly #skipped: { path: string; line: Line }[] = [];

  constructor(folder: string, rules: IgnoreRules) {
    this.#folder = folder;
    this.#rules = rules;
    this.#figures = { ...structuredClone(emptyFigures), ignoreFile: rules.file };
    this.#looks = new OrderedLooks(folder, (found, sizeBytes, mode) => this.#count(found, sizeBytes, mode));
  }

  figures(complete: boolean): Figures {
    const ignoreLines = [...this.#lines.values()]
      .map((line) => ({ ...line }))
      .sort((a, b) => a.line - b.line);
    return { ...this.#figures, largest: [...this.#figures.largest], ignoreLines, complete };
  }

  shareWith(helper: LookHelper): void {
    this.#looks.shareWith(helper);
  }

  /** Stops after some entries, so that its caller can do other things. */
  *walk(): Generator<void> {
    yield* this.#through({ below: '', line: null });
    for (const { path: below, line } of this.#skipped) yield* this.#through({ below, line });
    this.#looks.finish();
  }

  /** Depth first, in name order. One loop over a stack: generators inside generators cost more than the questions. */
  *#through({ below, line }: { below: string; line: Line | null }): Generator<void> {
    const open = [this.#opened(below, line)];
    for (let visited = 1; open.length > 0; visited += 1) {
      if (visited % AT_ONCE === 0) yield;
      const place = open.at(-1);
      const entry = place?.entries[place.next];
      if (place === undefined || entry === undefined) {
        open.pop();
        continue;
      }
      place.next += 1;
      const at = contextPathOf(place.below, entry.name);
      const entered = line === null ? this.#find(at, entry) : this.#findLeftOut(at, entry, line);
      if (entered) open.push(this.#opened(at, line));
    }
  }

  /** A folder that cannot be read is told, unless it stays behind anyway. */
  #opened(below: string, line: Line | null = null): OpenFolder {
    const entries = this.#list(below);
    if (entries === null && line === null)
      this.#looks.add({ at: below === '' ? '.' : below, as: 'unreadable' });
    return { below, entries: entries ?? [], next: 0 };
  }

  /** Answers whether the entry is a folder to be entered. */
  #find(at: string, entry: Dirent): boolean {
    const ignored = this.#rules.ignores(at);
    if (ignored) this.#leaveOut(at, entry);
    else this.#looks.add({ at, as: 'sent' });
    return entry.isDirectory() && (!ignored || this.#rules.readmitsBelow(at));
  }

  #findLeftOut(at: string, entry: Dirent, line: Line): boolean {
    if (entry.isFile()) this.#looks.add({ at, as: { leftOutBy: line } });
    return entry.isDirectory();
  }

  /** Null for a folder that cannot be read. */
  #list(below: string): Dirent[] | null {
    try {
      return readdirSync(`${this.#folder}/${below}`, { withFileTypes: true }).sort(byName);
    } catch (thrown) {
      return below !== '' && isGone(thrown) ? [] : null;
    }
  }

  #leaveOut(at: string, entry: Dirent): void {
    const folder = entry.isDirectory();
    if (folder ? this.#rules.readmitsBelow(at) : !entry.isFile()) return;
    const line = this.#lineOf(at);
    if (!folder) this.#looks.add({ at, as: { leftOutBy: line } });
    else if (line !== null) {
      if (line.folders.length < LISTED) line.folders.push(at);
      this.#skipped.push({ path: at, line });
    }
  }

  #lineOf(at: string): Line | null {
    const by = this.#rules.decides(at);
    if (by === null) return null;
    const line = this.#lines.get(by.line) ?? { ...by, files: 0, bytes: 0, folders: [] };
    this.#lines.set(by.line, line);
    return line;
  }

  #count({ at, as }: Found, sizeBytes: number, mode: number): void {
    if (as === 'sent') this.#send(at, sizeBytes, mode);
    else if (as === 'unreadable') this.#refuse(at, 'unreadable');
    else this.#countLeftOut(as.leftOutBy, sizeBytes);
  }

  /** Counts a file that stays behind, and to which line it does. */
  #countLeftOut(line: Line | null, bytes: number): void {
    this.#figures.ignoredFiles += 1;
    this.#figures.ignoredBytes += bytes;
    if (line === null) return;
    line.files += 1;
    line.bytes += bytes;
  }

  #send(at: string, sizeBytes: number, mode: number): void {
    if (at === '.git' && mode >= 0) this.#figures.gitFolder = true;
    const kind = mode & constants.S_IFMT;
    if (mode < 0) this.#refuseLook(at, mode);
    else if (kind === constants.S_IFREG) this.#sendFile(at, sizeBytes, mode);
    else if (kind === constants.S_IFLNK) this.#sendLink(at);
    else if (kind === constants.S_IFSOCK) this.#refuse(at, 'socket');
    else if (kind === constants.S_IFBLK || kind === constants.S_IFCHR) this.#refuse(at, 'device');
  }

  #sendFile(at: string, sizeBytes: number, mode: number): void {
    const figures = this.#figures;
    figures.files += 1;
    figures.bytes += sizeBytes;
    keepLargest(figures.largest, at, sizeBytes);
    if (figures.secrets.length < LISTED && isSecretFile(at.slice(at.lastIndexOf('/') + 1)))
      figures.secrets.push(at);
    if (!isReadable(`${this.#folder}/${at}`, mode)) this.#refuse(at, 'unreadable');
  }

  #sendLink(at: string): void {
    const { leaving } = this.#figures;
    if (leaving.length < LISTED && leaves(this.#folder, `${this.#folder}/${at}`)) leaving.push(at);
  }

  /** Node hands out names that are not UTF-8 with signs of replacement, by which nothing is found again. */
  #refuseLook(at: string, mode: number): void {
    if (mode !== failed.gone) this.#refuse(at, 'unreadable');
    else if (at.includes('\uFFFD')) this.#refuse(at, 'name');
  }

  #refuse(at: string, why: Figures['unsendable'][number]['why']): void {
    if (this.#figures.unsendable.length < LISTED) this.#figures.unsendable.push({ path: at, why });
  }
}
