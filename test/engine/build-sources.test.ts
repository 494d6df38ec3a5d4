import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuilderKind } from '../../electron/contract';
import { runBuild } from '../../electron/services/jobs/build';
import { dockerCli } from '../support/docker-cli';
import { freePort } from '../support/free-port';
import { type GuardedProcess, startGuarded } from '../support/guarded-process';
import { closeServer, listenLocally } from '../support/http-server';
import { buildBase } from '../support/images';
import { buildTar } from '../support/tar';
import { temporaryFolder } from '../support/temporary-folder';
import { buildSpec, contextOf } from './build-job';
import { failureOf, kinds, useEngine } from './connected';

const run = promisify(execFile);
const builders: BuilderKind[] = ['classic', 'buildkit'];
const ways = kinds.flatMap((kind) => builders.map((builder) => ({ kind, builder })));
const RECIPE = 'FROM sources/base:1\nCOPY word /word\n';

/** A repository that can be built at its top and in a folder. */
async function makeRepository(folder: string): Promise<void> {
  const work = join(folder, 'work');
  await mkdir(join(work, 'docker'), { recursive: true });
  for (const place of [work, join(work, 'docker')]) {
    await writeFile(join(place, 'Dockerfile'), RECIPE);
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

describe.each(ways)('a $builder build on the $kind engine takes its context from', ({ kind, builder }) => {
  const subject = useEngine(kind);
  let folder = '';
  let server: Server;
  let archiveHost = '';
  let repositories: GuardedProcess;
  let repositoryHost = '';

  beforeAll(async () => {
    folder = await temporaryFolder();
    await buildBase(subject.address, 'sources/base:1');
    const tar = await buildTar([
      { name: 'Dockerfile', content: RECIPE },
      { name: 'word', content: 'from a tar' },
    ]);
    await writeFile(join(folder, 'context.tar'), tar);
    ({ server, name: archiveHost } = await listenLocally((_request, response) => {
      response.setHeader('Content-Type', 'application/x-tar');
      response.end(tar);
    }));
    await makeRepository(folder);
    const port = await freePort();
    repositoryHost = `127.0.0.1:${port}`;
    repositories = await startGuarded(
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
  });
  afterAll(async () => {
    await repositories.stop();
    await closeServer(server);
    await rm(folder, { recursive: true, force: true });
  });

  async function wordIn(source: string, tag: string): Promise<string> {
    const seen = { log: '' };
    await runBuild(
      buildSpec(subject.engine.id, source, { builder, tags: [tag] }),
      contextOf(subject.engine, seen),
    );
    const command = ['run', '--rm', '--network=none', tag, '/bin/busybox', 'cat', '/word'];
    return (await dockerCli(command, { host: subject.address.host })).stdout;
  }

  it('a tar archive, as it is', async () => {
    expect(await wordIn(join(folder, 'context.tar'), `sources/tar-${kind}-${builder}:1`)).toBe('from a tar');
  });

  it('an address of an archive, which the engine fetches', async () => {
    expect(await wordIn(`http://${archiveHost}/context.tar`, `sources/http-${kind}-${builder}:1`)).toBe(
      'from a tar',
    );
  });

  // The current engine of these tests runs without the system's programs: there is no Git that it could call.
  if (kind === 'classic') {
    it('a branch of a Git repository, which the engine clones', async () => {
      // BuildKit of 20.10 knows no folders of a repository.
      const place = builder === 'classic' ? 'main:docker' : 'main';
      const address = `git://${repositoryHost}/repo.git#${place}`;
      expect(await wordIn(address, `sources/git-${kind}-${builder}:1`)).toBe('from git');
    });
  } else {
    it('no repository without Git, and says that the engine does not offer it', async () => {
      const running = wordIn(`git://${repositoryHost}/repo.git#main`, 'sources/none:1');
      expect(await failureOf(running)).toMatchObject({ code: 'unsupported' });
    });
  }

  it('nowhere, and says so, when there is nothing at the address', async () => {
    const running = wordIn('http://127.0.0.1:9/none.git', 'sources/none:1');
    expect(await failureOf(running)).toMatchObject({ code: expect.any(String) });
  });
});
