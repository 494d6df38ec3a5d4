import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { TarEntry } from './tar';

const run = promisify(execFile);

/** Programs of this machine and the libraries that they need, as the files of an image. */
export async function programsAndLibraries(...programs: string[]): Promise<TarEntry[]> {
  const found = await Promise.all(
    programs.map(async (program) => [program, ...librariesIn((await run('ldd', [program])).stdout)]),
  );
  return await Promise.all(
    [...new Set(found.flat())].map(async (path) => ({
      name: path.slice(1),
      content: await readFile(path),
      mode: 0o755,
    })),
  );
}

/** `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)`, and the loader, which stands alone. */
const librariesIn = (listing: string): string[] =>
  [...listing.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path ?? '');
