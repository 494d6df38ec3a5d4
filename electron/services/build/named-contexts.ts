import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { BuildSpec } from '../../contract';
import { IgnorePatterns } from '../../core/build/ignore-patterns';
import { codedError } from '../../core/coded-error';
import type { SendFolder } from '../../engine/buildkit/file-sync';
import type { NamedContext } from '../../engine/buildkit/solve-with-buildkit';
import { type IgnoreRules, noRules } from './ignore-rules';
import { walkContext } from './walk-context';

/** What a build finds by name besides its context. Throws `not-found` or `bad-input` with the path of a folder. */
export async function namedContexts({ contexts = [] }: Pick<BuildSpec, 'contexts'>): Promise<NamedContext[]> {
  return await Promise.all(
    contexts.map(async ({ name, source }) => {
      if (!isAbsolute(source)) return { name, source };
      await requireFolder(source);
      return { name, folder: sendFolder(source) };
    }),
  );
}

async function requireFolder(path: string): Promise<void> {
  try {
    if ((await stat(path)).isDirectory()) return;
  } catch (cause) {
    throw codedError('not-found', String(cause), { params: { path }, cause });
  }
  throw codedError('bad-input', `${path} is no folder`, { params: { path, reason: 'not-a-folder' } });
}

const sendFolder =
  (folder: string): SendFolder =>
  ({ excludes, signal }) =>
    walkContext(folder, rulesOf(excludes), signal);

/** BuildKit has read the ignore file and names its lines. */
function rulesOf(excludes: string[]): IgnoreRules {
  if (excludes.length === 0) return noRules;
  const patterns = new IgnorePatterns(excludes.join('\n'), process.platform === 'win32');
  return {
    file: '',
    ignores: (path) => patterns.decides(path)?.readmits === false,
    decides: (path) => patterns.decides(path),
    readmitsBelow: (below) => patterns.readmitsBelow(below),
  };
}
