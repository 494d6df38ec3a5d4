import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { codedError } from '../../core/coded-error';

/** What an ignore file says of the paths of a build context. */
export interface IgnoreRules {
  /** Relative to the context, `/` as separator; empty when no ignore file is in force. */
  readonly file: string;
  /** Whether a path (relative to the context, `/` as separator) stays behind. */
  ignores(path: string): boolean;
  /** Whether something below an ignored folder may still be sent, because of a `!` line. */
  readonly mayReadmit: boolean;
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw codedError('file-unreadable', String(thrown), { params: { path }, cause: thrown });
  }
}

/** A context path as ignore files spell it. */
export function contextPath(folder: string, absolute: string): string {
  return relative(folder, absolute).split(sep).join('/');
}

/**
 * Reads the rules that hold for one Dockerfile: `NAME.dockerignore` beside it wins over `.dockerignore` in
 * the context's root (BuildKit's rule, which the command line applies to both builders). The Dockerfile and the
 * ignore file themselves are always sent, since the builder needs them (docker/cli `build.TrimBuildFilesFromExcludes`).
 */
export async function readIgnoreRules(folder: string, dockerfile: string): Promise<IgnoreRules> {
  const own = `${dockerfile}.dockerignore`;
  const candidates = [own, join(folder, '.dockerignore')];
  for (const candidate of candidates) {
    const text = await readIfThere(candidate);
    if (text === null) continue;
    const matcher = dockerignore({ ignorecase: false }).add(text.replace(/^\uFEFF/, ''));
    const kept = new Set([contextPath(folder, dockerfile), contextPath(folder, candidate), '.dockerignore']);
    return {
      file: contextPath(folder, candidate),
      ignores: (path) => !kept.has(path) && matcher.ignores(path),
      mayReadmit: /^\s*!/m.test(text) || [...kept].some((path) => path.includes('/')),
    };
  }
  return { file: '', ignores: () => false, mayReadmit: false };
}
