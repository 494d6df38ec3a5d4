import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Has curl get something from an engine and throw it away; milliseconds by curl's own clock, without its start. */
export async function curlTime(
  engine: { socketPath: string; apiVersion: string },
  path: string,
): Promise<number> {
  const { stdout } = await run('curl', [
    '--silent',
    '--fail',
    '--output',
    '/dev/null',
    '--write-out',
    '%{time_total}',
    '--unix-socket',
    engine.socketPath,
    `http://docker/v${engine.apiVersion}${path}`,
  ]);
  return Number(stdout) * 1000;
}
