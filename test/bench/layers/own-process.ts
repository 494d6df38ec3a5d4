import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { root } from '../../../build/root.mjs';
import { temporaryFolder } from '../../support/temporary-folder';
import type { Outcome, Work } from './process';

const run = promisify(execFile);
const LONGEST_ANSWER = 64 * 1024 * 1024;

let program: Promise<string> | undefined;

/** Does work in a new Node process. */
export async function inOwnProcess(work: Work): Promise<Outcome> {
  program ??= bundleProgram();
  const file = join(await temporaryFolder(), `${randomUUID()}.json`);
  await writeFile(file, JSON.stringify(work));
  const { stdout } = await run(process.execPath, [await program, file], { maxBuffer: LONGEST_ANSWER });
  return JSON.parse(stdout) as Outcome;
}

/** Bundled as the app's own worker is: loading many small files would be measured along. */
async function bundleProgram(): Promise<string> {
  const folder = await temporaryFolder();
  const build = await rolldown({
    input: join(root, 'test/bench/layers/process.ts'),
    platform: 'node',
    external: [/^node:/, /\.node$/, 'cpu-features'],
  });
  await build.write({ dir: folder, format: 'cjs', entryFileNames: 'process.cjs', minify: true });
  await build.close();
  return join(folder, 'process.cjs');
}
