import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BuildSpec } from '../../electron/contract';
import { runBuild } from '../../electron/services/jobs/build';
import type { ProgressView } from '../../electron/services/jobs/job-context';
import { dockerCli } from '../support/docker-cli';
import { serveRepository } from '../support/git-daemon';
import { closeServer, listenLocally } from '../support/http-server';
import { buildBase } from '../support/images';
import { buildTar } from '../support/tar';
import { temporaryFolder } from '../support/temporary-folder';
import { buildSpec, contextOf } from './build-job';
import { failureOf, useEngine } from './connected';

const dockerfile = `FROM contexts/base:1
COPY --from=extra . /extra
COPY --from=tools /bin/busybox /tools/busybox
COPY own.txt /own.txt
ARG WHO=nobody
RUN /bin/busybox echo "$WHO" > /who && /bin/busybox echo from the step
`;

describe('further contexts of a build', () => {
  const subject = useEngine('containerd');
  let folder = '';
  let extra = '';

  beforeAll(async () => {
    await buildBase(subject.address, 'contexts/base:1');
    folder = await temporaryFolder();
    extra = join(await temporaryFolder(), 'extra');
    await writeFile(join(folder, 'Dockerfile'), dockerfile);
    await writeFile(join(folder, 'own.txt'), 'own');
    await mkdir(join(extra, 'deep/er'), { recursive: true });
    await writeFile(join(extra, 'deep/er/ü.txt'), 'deep');
    await writeFile(join(extra, 'deep.txt'), 'x'.repeat(300_000));
    await writeFile(join(extra, 'script.sh'), '#!/bin/sh\n', { mode: 0o755 });
    await writeFile(join(extra, 'empty'), '');
    await writeFile(join(extra, 'left.tmp'), 'stays here');
    await writeFile(join(extra, '.dockerignore'), '*.tmp\n');
  });

  function run(more: Partial<BuildSpec>, signal = new AbortController().signal) {
    const seen: { log: string; build: ProgressView['build'] } = { log: '', build: undefined };
    const contexts = [
      { name: 'extra', source: extra },
      { name: 'tools', source: 'docker-image://contexts/base:1' },
    ];
    const show = (view: ProgressView) => {
      seen.build = view.build;
    };
    const asked = buildSpec(subject.engine.id, folder, { contexts, ...more });
    return { seen, outcome: runBuild(asked, { ...contextOf(subject.engine, seen), signal, show }) };
  }

  async function inImage(tag: string, ...command: string[]): Promise<string> {
    const args = ['run', '--rm', '--network=none', tag, '/bin/busybox', ...command];
    return (await dockerCli(args, { host: subject.address.host })).stdout.trim();
  }

  it('are folders of this computer and images, found by their names', async () => {
    const tag = 'contexts/made:1';
    const { seen, outcome } = run({ tags: [tag], buildArgs: { WHO: 'ada' }, labels: { team: 'docks' } });
    const { result } = await outcome;
    expect(result.references).toEqual([tag]);
    const found = (await inImage(tag, 'find', '/extra', '/tools', '/own.txt')).split('\n').sort();
    expect(found).toEqual([
      '/extra',
      '/extra/.dockerignore',
      '/extra/deep',
      '/extra/deep.txt',
      '/extra/deep/er',
      '/extra/deep/er/ü.txt',
      '/extra/empty',
      '/extra/script.sh',
      '/own.txt',
      '/tools',
      '/tools/busybox',
    ]);
    expect(await inImage(tag, 'cat', '/who')).toBe('ada');
    expect(await inImage(tag, 'wc', '-c', '/extra/deep.txt')).toBe('300000 /extra/deep.txt');
    expect(await inImage(tag, 'stat', '-c', '%a %u %g', '/extra/script.sh')).toBe('755 0 0');
    const inspected = await dockerCli(
      ['image', 'inspect', '--format', '{{.Id}} {{index .Config.Labels "team"}}', tag],
      { host: subject.address.host },
    );
    expect(inspected.stdout.trim()).toBe(`${result.imageIds?.[0]} docks`);
    const step = seen.build?.run().steps.find(({ text }) => text.startsWith('RUN'));
    expect(seen.build?.stepLog(step?.id ?? '')).toBe('from the step\n');
  });

  it('leave what they hold in the cache', async () => {
    await run({ tags: ['contexts/twice:1'] }).outcome;
    const again = run({ tags: ['contexts/twice:1'] });
    await again.outcome;
    const states = again.seen.build?.run().steps.filter(({ text }) => /^(?:COPY|RUN)/.test(text)) ?? [];
    expect(states.map(({ state }) => state)).toEqual(states.map(() => 'cached'));
    expect(states).toHaveLength(4);
  });

  it('are sent again where something in them has changed, with nothing that is gone', async () => {
    const changing = join(await temporaryFolder(), 'changing');
    await mkdir(changing);
    await writeFile(join(changing, 'a'), 'one');
    await writeFile(join(changing, 'b'), 'goes');
    await writeFile(join(folder, 'changing.Dockerfile'), 'FROM contexts/base:1\nCOPY --from=c . /c\n');
    const tag = 'contexts/changing:1';
    const asked = {
      dockerfile: 'changing.Dockerfile',
      contexts: [{ name: 'c', source: changing }],
      tags: [tag],
    };
    await run(asked).outcome;
    await writeFile(join(changing, 'a'), 'other');
    await rm(join(changing, 'b'));
    await writeFile(join(changing, 'd'), 'new');
    await run(asked).outcome;
    const found = await inImage(tag, 'sh', '-c', 'cd /c && for f in *; do echo "$f $(cat $f)"; done');
    expect(found.split('\n')).toEqual(['a other', 'd new']);
  });

  it('stand beside a context that the engine fetches itself', async () => {
    const tar = await buildTar([
      { name: 'Dockerfile', content: 'FROM contexts/base:1\nCOPY --from=extra empty /e\nCOPY word /word\n' },
      { name: 'word', content: 'from a tar' },
    ]);
    const { server, name: address } = await listenLocally((_request, response) => {
      response.setHeader('Content-Type', 'application/x-tar');
      response.end(tar);
    });
    const tag = 'contexts/fetched:1';
    await run({ folder: `http://${address}/context.tar`, tags: [tag] }).outcome;
    await closeServer(server);
    expect(await inImage(tag, 'cat', '/word')).toBe('from a tar');
  });

  it.each([
    // As the Docker command line is told by this engine: `failed to solve: invalid argument`.
    ['addresses of files that BuildKit of 28.5 refuses', 'http://127.0.0.1:9/page.txt'],
  ])('that are %s are said to be what the engine lacks', async (_what, source) => {
    await writeFile(join(folder, 'one.Dockerfile'), 'FROM contexts/base:1\nCOPY --from=extra . /e\n');
    const contexts = [{ name: 'extra', source }];
    const { outcome } = run({ dockerfile: 'one.Dockerfile', contexts });
    expect(await failureOf(outcome)).toMatchObject({ code: 'unsupported' });
  });

  it('are Git repositories, which the engine clones', async () => {
    const { host, daemon } = await serveRepository(await temporaryFolder(), 'FROM scratch\n');
    await writeFile(join(folder, 'git.Dockerfile'), 'FROM contexts/base:1\nCOPY --from=repo word /word\n');
    const tag = 'contexts/git:1';
    const contexts = [{ name: 'repo', source: `git://${host}/repo.git#main:docker` }];
    await run({ dockerfile: 'git.Dockerfile', contexts, tags: [tag] }).outcome;
    await daemon.stop();
    expect(await inImage(tag, 'cat', '/word')).toBe('from git');
  });

  it('are not there for a folder that is missing, and nothing is sent', async () => {
    const gone = join(extra, 'gone');
    const { outcome } = run({ contexts: [{ name: 'extra', source: gone }] });
    expect(await failureOf(outcome)).toMatchObject({ code: 'not-found', params: { path: gone } });
  });

  it('that cannot be sent whole fail the build with the name that is why', async () => {
    const odd = join(await temporaryFolder(), 'odd');
    await mkdir(odd);
    await writeFile(Buffer.concat([Buffer.from(`${odd}/`), Buffer.from([0x66, 0xff])]), 'x');
    await writeFile(join(folder, 'odd.Dockerfile'), 'FROM contexts/base:1\nCOPY --from=odd . /odd\n');
    const contexts = [{ name: 'odd', source: odd }];
    const { outcome } = run({ dockerfile: 'odd.Dockerfile', contexts });
    expect(await failureOf(outcome)).toMatchObject({ code: 'name-not-utf8' });
  });

  it('fail with the step that failed and its last words', async () => {
    await writeFile(
      join(folder, 'failing.Dockerfile'),
      'FROM contexts/base:1\nCOPY --from=extra . /e\nRUN /bin/busybox echo last words && false\n',
    );
    const { seen, outcome } = run({ dockerfile: 'failing.Dockerfile' });
    expect(await failureOf(outcome)).toMatchObject({
      code: 'step-failed',
      detail: expect.stringContaining('did not complete'),
    });
    const failed = seen.build?.run().steps.find(({ state }) => state === 'failed');
    expect(seen.build?.stepLog(failed?.id ?? '')).toContain('last words\n');
  });

  it('stop in the engine when the build is cancelled', async () => {
    await writeFile(
      join(folder, 'endless.Dockerfile'),
      'FROM contexts/base:1\nRUN echo started && sleep 1000\n',
    );
    const abort = new AbortController();
    const { seen, outcome } = run({ dockerfile: 'endless.Dockerfile' }, abort.signal);
    await expect.poll(() => seen.log, { timeout: 60_000 }).toContain('started');
    abort.abort();
    await expect(outcome).rejects.toThrow();
    const again = run({ dockerfile: 'failing.Dockerfile' });
    await expect(again.outcome).rejects.toMatchObject({ appError: { code: 'step-failed' } });
  });
});

describe('an engine whose builder knows no further contexts', () => {
  const subject = useEngine('classic');

  it('says so before anything is sent', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
    const contexts = [{ name: 'extra', source: folder }];
    const building = runBuild(buildSpec(subject.engine.id, folder, { contexts }), {
      ...contextOf(subject.engine, { log: '' }),
    });
    expect(await failureOf(building)).toMatchObject({
      code: 'unsupported',
      detail: 'needs API 1.42 or later',
    });
  });
});
