import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SendFolder } from '../../engine/buildkit/file-sync';
import { readIgnoreRules } from './ignore-rules';
import type { ResolvedContext } from './inspect-context';

/**
 * Whether BuildKit must be sent the Dockerfile apart from the context, as the Docker command line always does: it lies
 * outside, or the ignore file leaves out what the builder itself reads, which `COPY .` must then not find. Throws
 * `bad-input` with the line of the ignore file that is no pattern.
 */
export async function isDockerfileApart({ folder, dockerfile, inside }: ResolvedContext): Promise<boolean> {
  if (inside === null) return true;
  const rules = await readIgnoreRules(folder, dockerfile, { alsoBuilderFiles: true });
  return rules.ignores(inside) || rules.ignores('.dockerignore');
}

/** A folder with nothing in it but the Dockerfile; where a link stands for it, with the file that it leads to. */
export const folderOfDockerfile = (dockerfile: string): SendFolder =>
  async function* () {
    const absolute = await realpath(dockerfile);
    yield { path: basename(dockerfile), absolute, stats: await stat(absolute) };
  };
