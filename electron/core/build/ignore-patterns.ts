import { posix } from 'node:path';
import { codedError } from '../coded-error';

/** One line of an ignore file. */
export interface IgnoreLine {
  /** From 1. */
  line: number;
  pattern: string;
}

interface Pattern extends IgnoreLine {
  /** `!`: what it matches is sent after all. */
  readmits: boolean;
  /** As it is compared with paths. */
  cleaned: string;
  matches: (path: string) => boolean;
}

/** So many folders are remembered; a walk that goes depth first asks for few of them again. */
const MOST_FOLDERS = 4_096;
const NOTHING: readonly boolean[] = [];

/**
 * The patterns of an ignore file by the engine's own rules (moby/patternmatcher 0.6 and its `ignorefile`): lines are
 * cleaned as Go's `filepath.Clean` does, `**` spans folders, a folder that matches takes all below it along, and the
 * last pattern that matches decides.
 */
export class IgnorePatterns {
  readonly #patterns: readonly Pattern[];
  readonly #folders = new Map<string, readonly boolean[]>();

  /**
   * @param backslashes whether `\` separates folders, as on Windows, instead of escaping the next character
   * @throws CodedError `bad-input` with the line of a pattern that the engine refuses
   */
  constructor(text: string, backslashes = false) {
    this.#patterns = text
      .replace(/^\uFEFF/, '')
      .split('\n')
      .flatMap((line, index) => {
        const pattern = patternOf(backslashes ? line.replaceAll('\\', '/') : line, index + 1);
        return pattern === null ? [] : [pattern];
      });
  }

  /**
   * Whether an ignored folder is looked into, because a `!` line names something below it. One that would match there
   * only by its wildcards does not count (moby `archive.TarWithOptions`, fsutil `NewFilterFS`).
   */
  readmitsBelow(folder: string): boolean {
    return this.#patterns.some(({ readmits, cleaned }) => readmits && `${cleaned}/`.startsWith(`${folder}/`));
  }

  /** The line that decides about a path (relative to the context, `/` as separator); null when none speaks of it. */
  decides(path: string): (IgnoreLine & { readmits: boolean }) | null {
    if (this.#patterns.length === 0) return null;
    const above = this.#above(path);
    for (let index = this.#patterns.length - 1; index >= 0; index -= 1) {
      const pattern = this.#patterns[index];
      if (pattern !== undefined && (above[index] === true || pattern.matches(path))) return pattern;
    }
    return null;
  }

  /** Which patterns match the folder of a path, or one above it. */
  #above(path: string): readonly boolean[] {
    const end = path.lastIndexOf('/');
    return end === -1 ? NOTHING : this.#matching(path.slice(0, end));
  }

  #matching(folder: string): readonly boolean[] {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const above = this.#above(folder);
    const found = this.#patterns.map(({ matches }, index) => above[index] === true || matches(folder));
    if (this.#folders.size >= MOST_FOLDERS) this.#folders.clear();
    this.#folders.set(folder, found);
    return found;
  }
}

/** Null for a line without a pattern. */
function patternOf(written: string, line: number): Pattern | null {
  const text = written.trim();
  if (written.startsWith('#') || text === '') return null;
  const readmits = text.startsWith('!');
  const bare = readmits ? text.slice(1).trim() : text;
  if (bare === '') throw refused(text, line);
  const absolute = cleanedPath(bare);
  const cleaned = absolute.length > 1 && absolute.startsWith('/') ? absolute.slice(1) : absolute;
  return { line, pattern: text, readmits, cleaned, matches: matcherOf(cleaned, () => refused(text, line)) };
}

/** Go's `filepath.Clean` keeps no slash at the end. */
function cleanedPath(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

function refused(pattern: string, line: number) {
  return codedError('bad-input', `line ${line} of the ignore file is no pattern: ${pattern}`, {
    params: { line: String(line), pattern },
    why: 'bad-ignore-pattern',
  });
}

/** What a pattern matches by itself; most patterns need no expression. */
function matcherOf(pattern: string, refuse: () => Error): Pattern['matches'] {
  if (!/[*?[\]\\]/.test(pattern)) return (path) => path === pattern;
  const beginning = /^([^*?[\]\\]*)\*\*$/.exec(pattern)?.[1];
  if (beginning !== undefined && beginning !== '') return (path) => path.startsWith(beginning);
  const end = /^\*\*([^*?[\]\\]*)$/.exec(pattern)?.[1];
  if (end !== undefined)
    return (path) => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1));
  try {
    const expression = new RegExp(`^${expressionOf(pattern)}$`, 'su');
    return (path) => expression.test(path);
  } catch {
    throw refuse();
  }
}

/** `**` and its slash, a class, an escaped character, or one character. */
const PART = /\*\*\/?|\[(?:\\.|[^\]\\])+\]|\\.|[\s\S]/gu;

function expressionOf(pattern: string): string {
  return (pattern.match(PART) ?? [])
    .map((part, index, parts) => translated(part, index === parts.length - 1))
    .join('');
}

function translated(part: string, isLast: boolean): string {
  if (part.startsWith('**')) return isLast ? '.*' : '(?:.*/)?';
  if (part === '*') return '[^/]*';
  if (part === '?') return '[^/]';
  if (part.length > 1 && part.startsWith('[')) return classOf(part);
  // An escaped letter means itself; JavaScript gives some a meaning of their own.
  const character = part.startsWith('\\') && part.length > 1 ? part.slice(1) : part;
  if (character === '[' || character === '\\') throw new SyntaxError('an unfinished class or escape');
  return character.replace(/[.+()|{}$^*?\]/]/, '\\$&');
}

/** Inside a class only its own signs keep their escape. */
const classOf = (part: string): string =>
  part.replace(/\\(.)/gsu, (_, character: string) =>
    /[\]\\^-]/.test(character) ? `\\${character}` : character,
  );
