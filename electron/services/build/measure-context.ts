import { closeSync, type Dirent, lstatSync, openSync, readdirSync, readlinkSync, type Stats } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { BuildContext } from '../../contract';
import { type IgnoreRules, readIgnoreRules } from './ignore-rules';
import { byName, contextPathOf, isGone, isMangled } from './walk-context';

const LARGEST_SHOWN = 8;
const LISTED = 50;
/** Files whose names say that they hold keys or passwords; `.env.example` and public keys do not. */
const SECRET_NAME =
  /^(\.env(\.(?!example$|sample$|template$)[^/]+)?|id_(rsa|dsa|ecdsa|ed25519)|\.npmrc|\.pypirc|\.netrc|\.dockercfg|\.git-credentials|credentials(\.json)?|[^/]+\.(pem|key|p12|pfx|kdbx|jks))$/;

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
  { signal, ignoreText, onProgress }: MeasureOptions,
): Promise<Figures> {
  const rules = await readIgnoreRules(folder, dockerfile, ignoreText);
  const measure = new Measure(folder, rules);
  const clock = { turn: performance.now(), tell: performance.now() + FIRST_AFTER - TELL_EVERY };
  for (const _ of measure.walk()) {
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
  return measure.figures(true);
}

type Line = Figures['ignoreLines'][number];

/** So many entries are looked at before the caller's turn. */
const AT_ONCE = 64;

interface OpenFolder {
  below: string;
  entries: readonly Dirent[];
  next: number;
}

class Measure {
  readonly #folder: string;
  readonly #rules: IgnoreRules;
  readonly #found: Figures;
  readonly #lines = new Map<number, Line>();
  /** Folders that the walk has not entered, and the lines that say so. */
  readonly #skipped: { path: string; line: Line }[] = [];

  constructor(folder: string, rules: IgnoreRules) {
    this.#folder = folder;
    this.#rules = rules;
    this.#found = { ...structuredClone(emptyFigures), ignoreFile: rules.file };
  }

  figures(complete: boolean): Figures {
    const ignoreLines = [...this.#lines.values()]
      .map((line) => ({ ...line }))
      .sort((a, b) => a.line - b.line);
    return { ...this.#found, largest: [...this.#found.largest], ignoreLines, complete };
  }

  /** Stops after some entries, so that its caller can do other things. */
  *walk(): Generator<void> {
    yield* this.#through({ below: '', line: null });
    for (const { path: below, line } of this.#skipped) yield* this.#through({ below, line });
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
      const entered = line === null ? this.#take(at, entry) : this.#takeLeftOut(at, entry, line);
      if (entered) open.push(this.#opened(at, line));
    }
  }

  /** A folder that cannot be read is told, unless it stays behind anyway. */
  #opened(below: string, line: Line | null = null): OpenFolder {
    const entries = this.#list(below);
    if (entries === null && line === null) this.#refuse(below === '' ? '.' : below, 'unreadable');
    return { below, entries: entries ?? [], next: 0 };
  }

  /** Answers whether the entry is a folder to be entered. */
  #take(at: string, entry: Dirent): boolean {
    const ignored = this.#rules.ignores(at);
    if (ignored) this.#leaveOut(at, entry);
    else this.#send(at);
    return entry.isDirectory() && (!ignored || this.#rules.readmitsBelow(at));
  }

  #takeLeftOut(at: string, entry: Dirent, line: Line): boolean {
    if (entry.isFile()) this.#countLeftOut(at, line);
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
    if (!folder) this.#countLeftOut(at, line);
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

  /** Counts a file that stays behind, and to which line it does. */
  #countLeftOut(at: string, line: Line | null): void {
    const bytes = lookAt(`${this.#folder}/${at}`)?.size ?? 0;
    this.#found.ignoredFiles += 1;
    this.#found.ignoredBytes += bytes;
    if (line === null) return;
    line.files += 1;
    line.bytes += bytes;
  }

  #send(at: string): void {
    const absolute = `${this.#folder}/${at}`;
    const stats = lookAt(absolute, (thrown) => this.#refuseLook(at, thrown));
    if (stats === null) return;
    if (at === '.git') this.#found.gitFolder = true;
    if (stats.isFile()) this.#sendFile(at, absolute, stats);
    else if (stats.isSymbolicLink()) this.#sendLink(at, absolute);
    else if (stats.isSocket()) this.#refuse(at, 'socket');
    else if (stats.isBlockDevice() || stats.isCharacterDevice()) this.#refuse(at, 'device');
  }

  #sendFile(at: string, absolute: string, stats: Stats): void {
    const found = this.#found;
    found.files += 1;
    found.bytes += stats.size;
    keepLargest(found.largest, at, stats.size);
    if (found.secrets.length < LISTED && SECRET_NAME.test(at.slice(at.lastIndexOf('/') + 1)))
      found.secrets.push(at);
    if (!isReadable(absolute, stats)) this.#refuse(at, 'unreadable');
  }

  #sendLink(at: string, absolute: string): void {
    if (this.#found.leaving.length < LISTED && leaves(this.#folder, absolute)) this.#found.leaving.push(at);
  }

  #refuseLook(at: string, thrown: unknown): void {
    if (isMangled(at, thrown)) this.#refuse(at, 'name');
    else if (!isGone(thrown)) this.#refuse(at, 'unreadable');
  }

  #refuse(at: string, why: Figures['unsendable'][number]['why']): void {
    if (this.#found.unsendable.length < LISTED) this.#found.unsendable.push({ path: at, why });
  }
}

/** Null for what cannot be looked at. */
function lookAt(absolute: string, onFailure?: (thrown: unknown) => void): Stats | null {
  try {
    return lstatSync(absolute);
  } catch (thrown) {
    onFailure?.(thrown);
    return null;
  }
}

/** Most files say by their mode that everybody may read them; the others are asked for. */
function isReadable(absolute: string, { mode }: Stats): boolean {
  if ((mode & 0o004) !== 0) return true;
  try {
    closeSync(openSync(absolute, 'r'));
    return true;
  } catch {
    return false;
  }
}

/** A link is sent as it is: what it leads to outside the context is not there for the build. */
function leaves(folder: string, link: string): boolean {
  try {
    const target = path.resolve(path.dirname(link), readlinkSync(link));
    const inside = path.relative(folder, target);
    return inside.startsWith('..') || path.isAbsolute(inside);
  } catch {
    // Gone meanwhile: nothing is sent.
    return false;
  }
}

/** Adds a file to the largest ones, if it is one. */
export function keepLargest(largest: Figures['largest'], at: string, sizeBytes: number): void {
  const smallest = largest[LARGEST_SHOWN - 1];
  if (smallest !== undefined && smallest.sizeBytes >= sizeBytes) return;
  largest.push({ path: at, sizeBytes });
  largest.sort((a, b) => b.sizeBytes - a.sizeBytes);
  largest.length = Math.min(largest.length, LARGEST_SHOWN);
}
