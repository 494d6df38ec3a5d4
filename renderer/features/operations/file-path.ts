/** `/…`, `C:\…`, `C:/…` or `\\server\share`: a relative path has no folder to start from in a window. */
const FULL_PATH = /^(?:\/|[A-Za-z]:[\\/]|\\\\[^\\])/;

export type PathProblem = 'empty' | 'not-full' | 'folder';

/** The rule that a written file path breaks; null when it names a file by its full path. */
export function pathProblem(text: string): PathProblem | null {
  const path = text.trim();
  if (path === '') return 'empty';
  if (!FULL_PATH.test(path)) return 'not-full';
  return /[\\/]$/.test(path) ? 'folder' : null;
}

/** The last part of a path, for a suggestion to a native dialog. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
