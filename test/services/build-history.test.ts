import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BuildSpec, JobSnapshot } from '../../electron/contract';
import { BuildHistory } from '../../electron/services/build/build-history';

const run = promisify(execFile);

let dataFolder = '';
let errors: unknown[] = [];
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'layeryard-history-'));
  errors = [];
});
afterEach(async () => {
  await rm(dataFolder, { recursive: true, force: true });
});

const history = (most?: { builds: number; logBytes: number }) =>
  new BuildHistory({
    dataFolder,
    publish: () => undefined,
    onError: (thrown) => errors.push(thrown),
    ...(most ? { most } : {}),
  });

const spec: BuildSpec = {
  kind: 'build',
  engineId: '0123456789ab',
  folder: '/src/shop',
  dockerfile: 'Dockerfile',
  tags: ['shop:1'],
  target: '',
  buildArgs: { VERSION: '2', NPM_TOKEN: 'hush', MIRROR: 'https://me:hush@host/' },
  noCache: false,
  pullBase: false,
};

function job(id: string): JobSnapshot {
  const step = { stage: '', inputs: [], startedAt: 1, endedAt: 2, current: null, total: null };
  const steps = (['done', 'cached', 'failed', 'waiting'] as const).map((state, index) => ({
    ...step,
    id: String(index),
    place: `${index + 1}/4`,
    text: `RUN ${index}`,
    state,
    error: '',
    hasLog: false,
  }));
  return {
    id,
    spec,
    engineName: 'Engine',
    subject: 'shop',
    subjectCount: 1,
    state: 'failed',
    cancelling: false,
    startedAt: 100,
    endedAt: 350,
    rows: [],
    current: null,
    total: null,
    speed: null,
    remaining: null,
    error: null,
    result: null,
    build: { builder: 'buildkit', steps, warnings: [] },
    revision: 1,
  };
}

describe('the history of builds', () => {
  it('is found again by the next start, without secrets', async () => {
    const first = history();
    first.ended(job('a'), spec, 'line 1\n');
    first.ended(job('b'), { ...spec, folder: '/other' }, 'line 2\n');
    await first.flush();
    const second = history();
    expect(errors).toEqual([]);
    expect(second.list().map(({ id }) => id)).toEqual(['b', 'a']);
    expect(second.list()[1]).toMatchObject({ steps: 3, cached: 1, failedStep: 'RUN 2', builder: 'buildkit' });
    expect(second.lastOf('/src/shop', 'Dockerfile')).toMatchObject({
      spec: { buildArgs: { VERSION: '2' } },
      leftOutArgs: ['NPM_TOKEN', 'MIRROR'],
    });
    expect(await second.log('a')).toBe('line 1\n');
    expect(await readFile(join(dataFolder, 'builds.json'), 'utf8')).not.toContain('hush');
    expect(errors).toEqual([]);
  });

  it('forgets the oldest beyond its bounds, with their logs', async () => {
    const few = history({ builds: 3, logBytes: 10 });
    for (const id of ['a', 'b', 'c', 'd']) few.ended(job(id), spec, '12345');
    await few.flush();
    expect(few.list().map(({ id }) => id)).toEqual(['d', 'c']);
    expect((await readdir(join(dataFolder, 'build-logs'))).sort()).toEqual(['c.log', 'd.log']);
  });

  it('removes one or all', async () => {
    const kept = history();
    for (const id of ['a', 'b', 'c']) kept.ended(job(id), spec, id);
    expect((await kept.remove('b')).map(({ id }) => id)).toEqual(['c', 'a']);
    await expect(kept.log('b')).rejects.toMatchObject({ appError: { code: 'not-found' } });
    expect(await kept.remove()).toEqual([]);
    await kept.flush();
    expect(await readdir(join(dataFolder, 'build-logs'))).toEqual([]);
  });

  it('survives a broken list and a lost log', async () => {
    await writeFile(join(dataFolder, 'builds.json'), '[{"id":');
    const broken = history();
    expect(broken.list()).toEqual([]);
    expect(await readdir(dataFolder)).toContain('builds.json.broken');
    broken.ended(job('a'), spec, 'x');
    await broken.flush();
    await rm(join(dataFolder, 'build-logs'), { recursive: true });
    expect(await broken.log('a')).toBe('');
  });

  it('goes on after a build whose Dockerfile was a pipe that nobody writes into', async () => {
    const waiting = history();
    await run('mkfifo', [join(dataFolder, 'Dockerfile')]);
    waiting.ended(job('a'), { ...spec, folder: dataFolder }, 'x');
    waiting.ended(job('b'), spec, 'y');
    await waiting.flush();
    expect(waiting.list().map(({ id, dockerfileDigest }) => [id, dockerfileDigest])).toEqual([
      ['b', ''],
      ['a', ''],
    ]);
  });

  it('writes no log outside its folder, whatever an id is', async () => {
    const odd = history();
    odd.ended(job('../../evil'), spec, 'x');
    await odd.flush();
    expect(await readdir(join(dataFolder, 'build-logs'))).toEqual(['______evil.log']);
  });
});
