import { readlink } from 'node:fs/promises';
import path from 'node:path';
import type { BuildContext } from '../../contract';
import { type IgnoreRules, noRules, readIgnoreRules } from './ignore-rules';
import { type ContextEntry, type UnreadableEntry, walkContext } from './walk-context';

const LARGEST_SHOWN = 8;
const LISTED = 50;
/** Files whose names say that they hold keys or passwords; `.env.example` and public keys do not. */
const SECRET_NAME =
  /(^|\/)(\.env(\.(?!example$|sample$|template$)[^/]+)?|id_(rsa|dsa|ecdsa|ed25519)|\.npmrc|\.pypirc|\.netrc|\.dockercfg|\.git-credentials|credentials(\.json)?|[^/]+\.(pem|key|p12|pfx|kdbx|jks))$/;

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

/** The first figures come this soon, milliseconds, and so do further ones. */
const TELL_EVERY = 120;

/** Walks a build context: first what would be sent, then what lies in the folders that are skipped whole. */
export async function measureContext(
  folder: string,
  dockerfile: string,
  { signal, ignoreText, onProgress }: MeasureOptions,
): Promise<Figures> {
  const rules = await readIgnoreRules(folder, dockerfile, ignoreText);
  const measure = new Measure(folder, rules);
  let told = performance.now();
  const tell = () => {
    if (onProgress === undefined || performance.now() - told < TELL_EVERY) return;
    onProgress(measure.figures(false));
    told = performance.now();
  };
  for await (const entry of walkContext(folder, rules, (found) => measure.unreadable(found), signal)) {
    await measure.take(entry);
    tell();
  }
  for (const { path: skipped, line } of measure.skipped) {
    // What cannot be read in there is not sent anyway.
    for await (const { stats } of walkContext(path.join(folder, skipped), noRules, () => undefined, signal)) {
      if (stats.isFile()) measure.leftOut(stats.size, line);
      tell();
    }
  }
  return measure.figures(true);
}

type Line = Figures['ignoreLines'][number];

class Measure {
  readonly #folder: string;
  readonly #rules: IgnoreRules;
  readonly #found: Figures;
  readonly #lines = new Map<number, Line>();
  /** Folders that the walk has not entered, and the lines that say so. */
  readonly skipped: { path: string; line: Line }[] = [];

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

  unreadable({ path: at }: UnreadableEntry): void {
    // Node hands out names that are not UTF-8 with signs of replacement, by which nothing is found again.
    this.#refuse(at, at.includes('\uFFFD') ? 'name' : 'unreadable');
  }

  async take(entry: ContextEntry): Promise<void> {
    if (entry.ignored) this.#leaveOut(entry);
    else await this.#send(entry);
  }

  #leaveOut({ path: at, stats }: ContextEntry): void {
    const folder = stats.isDirectory();
    if (folder ? this.#rules.mayReadmit : !stats.isFile()) return;
    const line = this.#lineOf(at);
    if (!folder) this.leftOut(stats.size, line);
    else if (line !== null) {
      if (line.folders.length < LISTED) line.folders.push(at);
      this.skipped.push({ path: at, line });
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
  leftOut(bytes: number, line: Line | null): void {
    this.#found.ignoredFiles += 1;
    this.#found.ignoredBytes += bytes;
    if (line === null) return;
    line.files += 1;
    line.bytes += bytes;
  }

  async #send({ path: at, absolute, stats }: ContextEntry): Promise<void> {
    const found = this.#found;
    if (at === '.git') found.gitFolder = true;
    if (stats.isFile()) {
      found.files += 1;
      found.bytes += stats.size;
      keepLargest(found.largest, { path: at, sizeBytes: stats.size });
      if (found.secrets.length < LISTED && SECRET_NAME.test(at)) found.secrets.push(at);
    } else if (stats.isSymbolicLink()) {
      if (found.leaving.length < LISTED && (await this.#leaves(absolute))) found.leaving.push(at);
    } else if (stats.isSocket()) this.#refuse(at, 'socket');
    else if (stats.isBlockDevice() || stats.isCharacterDevice()) this.#refuse(at, 'device');
  }

  /** A link is sent as it is: what it leads to outside the context is not there for the build. */
  async #leaves(link: string): Promise<boolean> {
    const target = path.resolve(path.dirname(link), await readlink(link));
    const inside = path.relative(this.#folder, target);
    return inside.startsWith('..') || path.isAbsolute(inside);
  }

  #refuse(at: string, why: Figures['unsendable'][number]['why']): void {
    if (this.#found.unsendable.length < LISTED) this.#found.unsendable.push({ path: at, why });
  }
}

/** Adds a file to the largest ones, if it is one. */
export function keepLargest(largest: Figures['largest'], candidate: Figures['largest'][number]): void {
  const smallest = largest[LARGEST_SHOWN - 1];
  if (smallest !== undefined && smallest.sizeBytes >= candidate.sizeBytes) return;
  largest.push(candidate);
  largest.sort((a, b) => b.sizeBytes - a.sizeBytes);
  largest.length = Math.min(largest.length, LARGEST_SHOWN);
}
