import { join, relative, sep } from 'node:path';
import { type IgnoreLine, IgnorePatterns } from '../../core/build/ignore-patterns';
import { readSmallFile } from './small-file';

/** What an ignore file says of the paths of a build context. */
export interface IgnoreRules {
  /** Relative to the context, `/` as separator; empty when no ignore file is in force. */
  readonly file: string;
  /** Whether a path (relative to the context, `/` as separator) stays behind. */
  ignores(path: string): boolean;
  /** The line that decides about a path, from 1, and what it says; null when no line speaks of it. */
  decides(path: string): IgnoreLine | null;
  /** Whether something below an ignored folder is still sent: a `!` line names it, or the builder needs it. */
  readmitsBelow(folder: string): boolean;
}

/** Without an ignore file everything is sent. */
export const noRules: IgnoreRules = {
  file: '',
  ignores: () => false,
  decides: () => null,
  readmitsBelow: () => false,
};

/** Generated ones may be long. */
const LONGEST = 64_000_000;

async function readIfThere(path: string): Promise<string | null> {
  return (await readSmallFile(path, LONGEST))?.toString('utf8') ?? null;
}

/** A context path as ignore files spell it. */
export function contextPath(folder: string, absolute: string): string {
  return relative(folder, absolute).split(sep).join('/');
}

export interface IgnoreOptions {
  /** Stands for the text of the file in force, or of the one that would be. */
  edited?: string | undefined;
  /** Leaves out also what the builder itself reads, where lines say so. */
  alsoBuilderFiles?: boolean;
}

/**
 * Reads the rules that hold for one Dockerfile: `NAME.dockerignore` beside it wins over `.dockerignore` in the context's
 * root (BuildKit's rule, which the command line applies to both builders). Unless told otherwise, the Dockerfile and the
 * ignore file themselves are sent, since the builder needs them (docker/cli `build.TrimBuildFilesFromExcludes`). Throws
 * `bad-input` with the file and line that is no pattern.
 */
export async function readIgnoreRules(
  folder: string,
  dockerfile: string,
  { edited, alsoBuilderFiles = false }: IgnoreOptions = {},
): Promise<IgnoreRules> {
  const own = `${dockerfile}.dockerignore`;
  const candidates = [own, join(folder, '.dockerignore')];
  for (const candidate of candidates) {
    const onDisk = await readIfThere(candidate);
    const last = candidate === candidates.at(-1);
    const text = onDisk === null && !last ? null : (edited ?? onDisk);
    if (text === null) continue;
    const patterns = new IgnorePatterns(text, process.platform === 'win32');
    const needed = [contextPath(folder, dockerfile), contextPath(folder, candidate), '.dockerignore'];
    const kept = new Set(alsoBuilderFiles ? [] : needed);
    return {
      file: contextPath(folder, candidate),
      ignores: (path) => patterns.decides(path)?.readmits === false && !kept.has(path),
      decides: (path) => {
        const found = patterns.decides(path);
        return found === null ? null : { line: found.line, pattern: found.pattern };
      },
      readmitsBelow: (below) =>
        patterns.readmitsBelow(below) || [...kept].some((path) => path.startsWith(`${below}/`)),
    };
  }
  return noRules;
}
