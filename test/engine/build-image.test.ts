import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuilderKind, BuildSpec, JobRow } from '../../electron/contract';
import { CodedError } from '../../electron/core/coded-error';
import { runBuild } from '../../electron/services/jobs/build';
import type { ProgressView } from '../../electron/services/jobs/job-context';
import { buildxConfig } from '../support/buildx';
import { dockerCli } from '../support/docker-cli';
import { buildBase } from '../support/images';
import { temporaryFolder } from '../support/temporary-folder';
import { buildSpec, contextOf } from './build-job';
import { archiveOf, failureOf, kinds, useEngine } from './connected';

const files: Record<string, string> = {
  Dockerfile:
    'ARG BASE=scratch\nFROM built/base:1 AS tools\nFROM built/base:1 AS final\nARG WHO=nobody\nCOPY . /app\nRUN echo "$WHO" > /who && echo from the step\n',
  'failing.Dockerfile': 'FROM built/base:1\nRUN echo last words && false\nRUN echo never\n',
  'half.Dockerfile': 'FROM built/base:1\nRUN echo so far > /good\nRUN rm /good && false\n',
  'endless.Dockerfile': 'FROM built/base:1\nRUN echo started && sleep 1000\n',
  '.dockerignore':
    '# comment\nnode_modules\n**/*.tmp\n/only-root\n!keep.tmp\ndocs/*\n!docs/README.md\nsub/\n!**/kept-nowhere\nc++\n[ab](1).txt\nx\\*y\nlist/**\n!list/in\n**log\n',
  'node_modules/a/index.js': 'a',
  'a.tmp': 'a',
  'keep.tmp': 'k',
  'deep/er/b.tmp': 'b',
  'deep/er/c.txt': 'c',
  'deep/only-root': 'stays',
  'only-root': 'goes',
  'docs/guide.md': 'g',
  'docs/README.md': 'r',
  'sub/x': 'x',
  'sub/kept-nowhere': 'a line that names it only by a wildcard does not open an ignored folder',
  'c++': 'c',
  ccc: 'c',
  'a(1).txt': 'a',
  'c(1).txt': 'c',
  'x*y': 'x',
  xzy: 'x',
  'list/in/a': 'a',
  'list/out/a': 'a',
  'deep/catalog': 'c',
  'with space/ü.txt': 'u',
};

interface Seen {
  log: string;
  rows: () => JobRow[];
  build: ProgressView['build'];
}

const builders: BuilderKind[] = ['classic', 'buildkit'];
const ways = kinds.flatMap((kind) => builders.map((builder) => ({ kind, builder })));

describe.each(ways)('a $builder build on the $kind engine', ({ kind, builder }) => {
  const subject = useEngine(kind);
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layeryard-build-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    await buildBase(subject.address, 'built/base:1');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const spec = (more: Partial<BuildSpec>): BuildSpec =>
    buildSpec(subject.engine.id, folder, { builder, ...more });

  function run(asked: BuildSpec, signal = new AbortController().signal) {
    const seen: Seen = { log: '', rows: () => [], build: undefined };
    const show = (view: ProgressView) => {
      seen.rows = view.rows;
      seen.build = view.build;
    };
    return { seen, outcome: runBuild(asked, { ...contextOf(subject.engine, seen), signal, show }) };
  }

  async function listing(tag: string): Promise<string[]> {
    const command = ['run', '--rm', '--network=none', tag, '/bin/busybox', 'find', '/app', '/who'];
    const { stdout, stderr } = await dockerCli(command, { host: subject.address.host });
    expect(stderr).toBe('');
    return stdout.trim().split('\n').sort();
  }

  it('puts the same files into the image as the Docker command line does', async () => {
    await run(spec({ tags: [`built/ours-${kind}:1`], buildArgs: { WHO: 'ada' } })).outcome;
    const theirs = await dockerCli(['build', '-t', `built/theirs-${kind}:1`, folder], {
      host: subject.address.host,
      env: { DOCKER_BUILDKIT: '0' },
    });
    expect(theirs.code).toBe(0);
    const ours = await listing(`built/ours-${kind}:1`);
    expect(ours).toEqual(await listing(`built/theirs-${kind}:1`));
    expect(ours).toContain('/app/docs/README.md');
    expect(ours).not.toContain('/app/docs/guide.md');
  });

  it('sends a Dockerfile that is left out to the builder alone, as the command line does', async () => {
    const own = await temporaryFolder();
    await writeFile(join(own, 'Dockerfile'), 'FROM built/base:1\nRUN touch /who\nCOPY . /app\n');
    await writeFile(join(own, '.dockerignore'), 'Dockerfile\n.dockerignore\n');
    await writeFile(join(own, 'kept'), 'k');
    await run(spec({ folder: own, tags: [`built/own-ours-${kind}:1`] })).outcome;
    const configFolder = await buildxConfig();
    const theirs = await dockerCli(['build', '-t', `built/own-theirs-${kind}:1`, own], {
      host: subject.address.host,
      configFolder,
      env: { DOCKER_BUILDKIT: builder === 'buildkit' ? '1' : '0' },
    });
    expect(theirs.code, theirs.stderr).toBe(0);
    const ours = await listing(`built/own-ours-${kind}:1`);
    expect(ours).toEqual(await listing(`built/own-theirs-${kind}:1`));
    expect(ours).not.toContain('/app/Dockerfile');
    expect(ours).toContain('/app/kept');
  });

  it('keeps a Dockerfile from outside the context out of the image', async () => {
    const [own, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    const dockerfile = join(elsewhere, 'My.Dockerfile');
    await writeFile(dockerfile, 'FROM built/base:1\nRUN touch /who\nCOPY . /app\n');
    await writeFile(join(own, 'kept'), 'k');
    const tag = `built/outside-${kind}:1`;
    await run(spec({ folder: own, dockerfile, tags: [tag] })).outcome;
    const found = await listing(tag);
    expect(found).toContain('/app/kept');
    expect(found.filter((path) => /ocker/.test(path))).toEqual([]);
  });

  it('names every tag and takes every step from the cache the second time', async () => {
    const tags = [`built/twice-${kind}:1`, `built/twice-${kind}:2`];
    const first = await run(spec({ tags })).outcome;
    const again = run(spec({ tags }));
    const second = await again.outcome;
    expect(second.result.references).toEqual(tags);
    expect(second.result.imageIds).toEqual(first.result.imageIds);
    const phases = again.seen
      .rows()
      .map(({ label, phase }) => `${label.replace(/^\[.*?\] /, '').split(' ')[0]} ${phase}`);
    expect(phases).toContain('COPY cached');
    expect(phases).toContain('RUN cached');
  });

  it('stops at the stage that was asked for', async () => {
    const { seen, outcome } = run(spec({ target: 'tools' }));
    await outcome;
    expect(seen.rows().some(({ label }) => label.startsWith('COPY'))).toBe(false);
  });

  it('fails with the step that failed and its last words', async () => {
    const { seen, outcome } = run(spec({ dockerfile: 'failing.Dockerfile' }));
    expect(await failureOf(outcome)).toMatchObject({
      code: 'step-failed',
      params: { instruction: expect.stringMatching(/^RUN /) },
    });
    expect(seen.log).toContain('last words');
    expect(seen.rows().filter(({ phase }) => phase === 'failed')).toMatchObject([
      { label: expect.stringContaining('last words') },
    ]);
    const failed = seen.build?.run().steps.find(({ state }) => state === 'failed');
    expect(seen.build?.stepLog(failed?.id ?? '')).toContain('last words\n');
  });

  it(`leaves ${builder === 'classic' ? 'the image of the last good step' : 'no image of the steps'} when it fails`, async () => {
    const { seen, outcome } = run(spec({ dockerfile: 'half.Dockerfile' }));
    await expect(outcome).rejects.toBeInstanceOf(CodedError);
    const left = seen.build?.run().lastGoodImage;
    if (builder === 'buildkit') return expect(left).toBeUndefined();
    const command = ['run', '--rm', '--network=none', left ?? 'none', '/bin/busybox', 'cat', '/good'];
    const { stdout } = await dockerCli(command, { host: subject.address.host });
    expect(stdout).toBe('so far\n');
  });

  it('stops in the engine when it is cancelled', async () => {
    const abort = new AbortController();
    const { seen, outcome } = run(spec({ dockerfile: 'endless.Dockerfile' }), abort.signal);
    await expect.poll(() => seen.log, { timeout: 60_000 }).toContain('started');
    abort.abort();
    await expect(outcome).rejects.toThrow();
    const running = async () => (await dockerCli(['ps', '-q'], { host: subject.address.host })).stdout.trim();
    await expect.poll(running, { timeout: 60_000 }).toBe('');
  });

  it('says which Dockerfile is missing before anything is sent', async () => {
    await expect(run(spec({ dockerfile: 'gone' })).outcome).rejects.toMatchObject({
      appError: { code: 'not-found', params: { path: join(folder, 'gone') } },
    });
  });

  it('tells stage, place and what each step needs', async () => {
    const { seen, outcome } = run(spec({ noCache: true }));
    await outcome;
    const steps = seen.build?.run().steps ?? [];
    const copy = steps.find(({ text }) => text.startsWith('COPY'));
    const then = steps.find(({ text }) => text.startsWith('RUN'));
    expect(copy).toMatchObject({ stage: 'final', state: 'done', startedAt: expect.any(Number) });
    expect(then?.inputs).toContain(copy?.id);
    expect(seen.build?.stepLog(then?.id ?? '')).toBe('from the step\n');
  });
});

describe.each(kinds)('secrets of a build on the %s engine', (kind) => {
  const subject = useEngine(kind);

  it('reach the step that mounts them, and neither image nor log', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'Dockerfile'),
      'FROM built/base:1\nRUN --mount=type=secret,id=key wc -c < /run/secrets/key > /length\n',
    );
    await writeFile(join(folder, 'key'), 'correct horse');
    await writeFile(join(folder, '.dockerignore'), 'key\n');
    await buildBase(subject.address, 'built/base:1');
    const tag = `built/secret-${kind}:1`;
    const seen = { log: '' };
    const secrets = [{ id: 'key', file: join(folder, 'key') }];
    await runBuild(
      buildSpec(subject.engine.id, folder, { tags: [tag], secrets }),
      contextOf(subject.engine, seen),
    );
    const { stdout } = await dockerCli(
      ['run', '--rm', '--network=none', tag, '/bin/busybox', 'cat', '/length'],
      {
        host: subject.address.host,
      },
    );
    expect(stdout.trim()).toBe('13');
    const archive = await archiveOf(subject.engine, [tag]);
    expect(archive.includes('correct horse')).toBe(false);
    expect(seen.log).not.toContain('correct horse');
  });

  it('that are not given fail the step that needs them', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'Dockerfile'),
      'FROM built/base:1\nRUN --mount=type=secret,id=key,required=true cat /run/secrets/key\n',
    );
    await buildBase(subject.address, 'built/base:1');
    let build: ProgressView['build'];
    const running = runBuild(buildSpec(subject.engine.id, folder, {}), {
      ...contextOf(subject.engine, { log: '' }),
      show: (view) => {
        build = view.build;
      },
    });
    expect(await failureOf(running)).toMatchObject({ detail: expect.stringContaining('key') });
    expect(build?.run().failure).toMatchObject({ help: 'secret-not-given', params: { secret: 'key' } });
  });
});
