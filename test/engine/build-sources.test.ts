import { rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuilderKind } from '../../electron/contract';
import { runBuild } from '../../electron/services/jobs/build';
import { dockerCli } from '../support/docker-cli';
import { serveRepository } from '../support/git-daemon';
import type { GuardedProcess } from '../support/guarded-process';
import { closeServer, listenLocally } from '../support/http-server';
import { buildBase } from '../support/images';
import { buildTar } from '../support/tar';
import { temporaryFolder } from '../support/temporary-folder';
import { buildSpec, contextOf } from './build-job';
import { failureOf, kinds, useEngine } from './connected';

const builders: BuilderKind[] = ['classic', 'buildkit'];
const ways = kinds.flatMap((kind) => builders.map((builder) => ({ kind, builder })));
const RECIPE = 'FROM sources/base:1\nCOPY word /word\n';

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
    ({ host: repositoryHost, daemon: repositories } = await serveRepository(folder, RECIPE));
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

  it('a branch of a Git repository, which the engine clones', async () => {
    // BuildKit of 20.10 knows no folders of a repository.
    const place = kind === 'classic' && builder === 'buildkit' ? 'main' : 'main:docker';
    const address = `git://${repositoryHost}/repo.git#${place}`;
    expect(await wordIn(address, `sources/git-${kind}-${builder}:1`)).toBe('from git');
  });

  it('nowhere, and says so, when there is nothing at the address', async () => {
    const running = wordIn('http://127.0.0.1:9/none.git', 'sources/none:1');
    expect(await failureOf(running)).toMatchObject({ code: expect.any(String) });
  });
});
