import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port';
import { type GuardedProcess, startGuarded } from './guarded-process';

const run = promisify(execFile);

export interface GitServer {
  /** `127.0.0.1:PORT`; the repository is `git://HOST/repo.git`. */
  host: string;
  daemon: GuardedProcess;
}

/**
 * Serves a repository with a branch `main`: at its top and in its folder `docker` lie a file `word` that says `from git`
 * and a Dockerfile.
 *
 * @param folder an empty place for it
 */
export async function serveRepository(folder: string, dockerfile: string): Promise<GitServer> {
  await makeRepository(folder, dockerfile);
  const port = await freePort();
  const daemon = await startGuarded(
    [
      'git',
      'daemon',
      '--export-all',
      `--base-path=${folder}`,
      '--listen=127.0.0.1',
      `--port=${port}`,
      folder,
    ],
    { ready: () => answers(port) },
  );
  return { host: `127.0.0.1:${port}`, daemon };
}

async function makeRepository(folder: string, dockerfile: string): Promise<void> {
  const work = join(folder, 'work');
  await mkdir(join(work, 'docker'), { recursive: true });
  for (const place of [work, join(work, 'docker')]) {
    await writeFile(join(place, 'Dockerfile'), dockerfile);
    await writeFile(join(place, 'word'), 'from git');
  }
  const git = (...words: string[]) =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'init.defaultBranch=main', ...words], {
      cwd: work,
    });
  await git('init', '-q');
  await git('add', '.');
  await git('commit', '-q', '-m', 'one');
  await run('git', ['clone', '-q', '--bare', work, join(folder, 'repo.git')]);
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
