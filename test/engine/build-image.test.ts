import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobRow, JobSpec } from '../../electron/contract';
import { CodedError } from '../../electron/core/coded-error';
import { runBuild } from '../../electron/services/jobs/build';
import type { JobContext } from '../../electron/services/jobs/job-context';
import { dockerCli } from '../support/docker-cli';
import { buildBase } from '../support/images';
import { kinds, useEngine } from './connected';

const files: Record<string, string> = {
  Dockerfile:
    'ARG BASE=scratch\nFROM built/base:1 AS tools\nFROM built/base:1 AS final\nARG WHO=nobody\nCOPY . /app\nRUN echo "$WHO" > /who && echo from the step\n',
  'failing.Dockerfile': 'FROM built/base:1\nRUN echo last words && false\nRUN echo never\n',
  'endless.Dockerfile': 'FROM built/base:1\nRUN echo started && sleep 1000\n',
  '.dockerignore':
    '# comment\nnode_modules\n**/*.tmp\n/only-root\n!keep.tmp\ndocs/*\n!docs/README.md\nsub/\n',
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
  'with space/ü.txt': 'u',
};

describe.each(kinds)('a build on the %s engine', (kind) => {
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

  function spec(more: Partial<Extract<JobSpec, { kind: 'build' }>>): Extract<JobSpec, { kind: 'build' }> {
    const defaults = { dockerfile: 'Dockerfile', tags: [], target: '', buildArgs: {}, noCache: false };
    return { kind: 'build', engineId: subject.engine.id, folder, pullBase: false, ...defaults, ...more };
  }

  function run(asked: Extract<JobSpec, { kind: 'build' }>, signal = new AbortController().signal) {
    const seen = { log: '', rows: (): JobRow[] => [] };
    const context: JobContext = {
      id: 'test',
      engine: subject.engine,
      signal,
      show: (view) => {
        seen.rows = view.rows;
      },
      changed: () => undefined,
      log: (text) => {
        seen.log += text;
      },
      credentialsFor: async () => undefined,
      images: {
        all: () => [],
        get: () => undefined,
        holderOf: () => undefined,
        inspect: () => Promise.reject(new Error('a build inspects nothing')),
        reclaimedBy: async () => null,
      },
    };
    return { seen, outcome: runBuild(asked, context) };
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

  it('names every tag and takes every step from the cache the second time', async () => {
    const tags = [`built/twice-${kind}:1`, `built/twice-${kind}:2`];
    const first = await run(spec({ tags })).outcome;
    const again = run(spec({ tags }));
    const second = await again.outcome;
    expect(second.result.references).toEqual(tags);
    expect(second.result.imageIds).toEqual(first.result.imageIds);
    const phases = again.seen.rows().map(({ label, phase }) => `${label.split(' ')[0]} ${phase}`);
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
    await expect(outcome).rejects.toBeInstanceOf(CodedError);
    expect(seen.log).toContain('last words');
    expect(seen.rows().at(-1)).toMatchObject({
      label: expect.stringContaining('last words'),
      phase: 'failed',
    });
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
});
