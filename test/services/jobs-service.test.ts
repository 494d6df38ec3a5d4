import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { JobRow, JobSnapshot, JobSpec } from '../../electron/contract';
import { codedError } from '../../electron/core/coded-error';
import type { Lease } from '../../electron/services/engines/lease-book';
import type { JobContext, JobOutcome, JobRunners } from '../../electron/services/jobs/job-context';
import { JobsService } from '../../electron/services/jobs/jobs-service';
import { jobRunners } from '../../electron/services/jobs/runners';
import type { LayerWork } from '../../electron/services/layers/layers-service';
import { capableEngine } from './fake-engine';

const spec: JobSpec = { kind: 'pull', engineId: '0123456789ab', reference: 'nginx' };

const unasked = async (): Promise<never> => {
  throw new Error('no layers are read here');
};
const noLayers: LayerWork = { analyse: unasked, extract: unasked };

interface Work {
  context: JobContext;
  finish: (outcome: JobOutcome) => void;
  fail: (thrown: unknown) => void;
}

let now: number;
let updates: JobSnapshot[][];
let removed: string[][];
let ended: JobSnapshot[];
let works: Work[];
let released: number;
let jobs: JobsService;

/** Pulls whose end the test decides; as real work does, they end when they are told to stop. */
const runPull = (_spec: JobSpec, context: JobContext) =>
  new Promise<JobOutcome>((finish, fail) => {
    context.signal.addEventListener('abort', () => fail(context.signal.reason));
    works.push({ context, finish, fail });
  });

beforeEach(() => {
  vi.useFakeTimers();
  now = 1_000_000;
  updates = [];
  removed = [];
  ended = [];
  works = [];
  released = 0;
  const release = () => {
    released += 1;
  };
  const lease: Lease = { engine: capableEngine(), release };
  const runners: JobRunners = { ...jobRunners(noLayers), pull: runPull };
  jobs = new JobsService({
    lease: async () => lease,
    surroundings: () => ({
      credentialsFor: async () => undefined,
      images: {
        all: () => [],
        get: () => undefined,
        holderOf: () => undefined,
        inspect: async () => {
          throw codedError('not-found');
        },
        reclaimedBy: async () => null,
      },
    }),
    runners,
    publish: (name, payload) => {
      if (name === 'jobs.updated') updates.push(payload as JobSnapshot[]);
      if (name === 'jobs.removed') removed.push((payload as { ids: string[] }).ids);
    },
    onEnd: (job) => ended.push(job),
    onError: (thrown) => {
      throw thrown;
    },
    now: () => now,
  });
});

const row = (current: number): JobRow => ({
  id: 'layer',
  label: 'layer',
  phase: 'downloading',
  current,
  total: 100,
  unit: 'bytes',
});
const settled = () => vi.advanceTimersByTimeAsync(0);
const lastUpdate = () => updates.at(-1)?.at(-1);

async function start(): Promise<{ id: string; work: Work }> {
  const { id } = await jobs.start(spec);
  await settled();
  const work = works.at(-1);
  if (!work) throw new Error('the work did not begin');
  return { id, work };
}

describe('telling windows', () => {
  test('happens at most ten times a second, with the newest state', async () => {
    const { work } = await start();
    updates = [];
    let current = 0;
    work.context.show({ rows: () => [row(current)] });
    for (; current < 1_000; current += 1) {
      work.context.changed();
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(updates.length).toBeLessThanOrEqual(10);
    expect(updates.length).toBeGreaterThanOrEqual(9);
    expect(lastUpdate()?.rows[0]?.current).toBeGreaterThan(890);
  });

  test('of several jobs happens together', async () => {
    const [one, two] = [await start(), await start()];
    updates = [];
    one.work.context.changed();
    two.work.context.changed();
    await vi.advanceTimersByTimeAsync(100);
    expect(updates.map((batch) => batch.map(({ id }) => id))).toEqual([[one.id, two.id]]);
  });

  test('of the end happens at once and once', async () => {
    const { id, work } = await start();
    work.context.changed();
    updates = [];
    work.finish({ result: { references: ['nginx:latest'] } });
    await settled();
    expect(updates).toHaveLength(1);
    expect(lastUpdate()).toMatchObject({ id, state: 'done', result: { references: ['nginx:latest'] } });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(updates).toHaveLength(1);
    expect(ended.map((job) => job.id)).toEqual([id]);
    expect(released).toBe(1);
  });

  test('of an idle job does not happen', async () => {
    await start();
    await vi.advanceTimersByTimeAsync(100);
    updates = [];
    await vi.advanceTimersByTimeAsync(60_000);
    expect(updates).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('gives each snapshot a higher revision', async () => {
    const { work } = await start();
    work.context.changed();
    await vi.advanceTimersByTimeAsync(100);
    work.finish({ result: {} });
    await settled();
    const revisions = updates.flat().map(({ revision }) => revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other));
  });
});

describe('ending', () => {
  test('with an error keeps its code, and what was done until then', async () => {
    const { work } = await start();
    const { appError } = codedError('image-in-use', 'because');
    work.finish({ result: { imageIds: ['a'] }, error: appError });
    await settled();
    expect(lastUpdate()).toMatchObject({
      state: 'failed',
      error: { code: 'image-in-use' },
      result: { imageIds: ['a'] },
    });
  });

  test('by cancel is cancelled, whatever the work throws', async () => {
    const { id, work } = await start();
    jobs.cancel(id);
    work.fail(new Error('ECONNRESET aborted'));
    await settled();
    expect(lastUpdate()).toMatchObject({ state: 'cancelled', error: null });
    expect(jobs.cancel(id)).toMatchObject({ state: 'cancelled' });
  });

  test('is waited for when the app quits', async () => {
    await start();
    await start();
    expect(jobs.runningCount).toBe(2);
    await jobs.cancelAll();
    expect(jobs.list().map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(jobs.runningCount).toBe(0);
  });

  test('shows no secret in error or log', async () => {
    const { id, work } = await start();
    work.context.log('Authorization: Basic c2VjcmV0OnNlY3JldA==\n');
    work.fail(codedError('registry-error', 'GET https://me:hunter2@registry.example/v2/ failed'));
    await settled();
    const shown = JSON.stringify(lastUpdate()) + jobs.log(id);
    expect(shown).not.toContain('hunter2');
    expect(shown).not.toContain('c2VjcmV0');
  });
});

describe('afterwards', () => {
  test('a job can be done again, and the new one takes the place of the old one', async () => {
    const { id, work } = await start();
    await expect(jobs.retry(id, false)).rejects.toMatchObject({ appError: { code: 'bad-input' } });
    work.fail(codedError('network-down'));
    await settled();
    const again = await jobs.retry(id, false);
    expect(again.spec).toEqual(spec);
    expect(removed).toEqual([[id]]);
    expect(jobs.list().map((job) => job.id)).toEqual([again.id]);
  });

  test('ended jobs can be forgotten, running ones cannot', async () => {
    const [one, two] = [await start(), await start()];
    one.work.finish({ result: {} });
    await settled();
    expect(jobs.clear(two.id).map(({ id }) => id)).toEqual([one.id, two.id]);
    expect(jobs.clear().map(({ id }) => id)).toEqual([two.id]);
  });

  test('only the latest two hundred are kept', async () => {
    for (let count = 0; count < 203; count += 1) {
      const { work } = await start();
      work.finish({ result: {} });
      await settled();
    }
    await start();
    expect(jobs.list()).toHaveLength(201);
  });

  test('a log keeps its beginning and its end', async () => {
    const { id, work } = await start();
    work.context.log('first\n');
    for (let line = 0; line < 20_000; line += 1) work.context.log(`line ${line} ${'.'.repeat(40)}\n`);
    const log = jobs.log(id);
    expect(log.startsWith('first\n')).toBe(true);
    expect(log.endsWith(`line 19999 ${'.'.repeat(40)}\n`)).toBe(true);
    expect(log).toContain('characters left out');
    expect(log.length).toBeLessThan(300_000);
  });
});

test('what the engine cannot do is refused before it starts', async () => {
  const lacking = capableEngine({ 'all-tags': 'single-tag-pulls' });
  const refusing = new JobsService({
    lease: async () => ({ engine: lacking, release: () => (released += 1) }),
    surroundings: () => {
      throw new Error('must not begin');
    },
    runners: jobRunners(noLayers),
    publish: () => undefined,
    onEnd: () => undefined,
    onError: () => undefined,
  });
  const started = refusing.start({ ...spec, allTags: true });
  await expect(started).rejects.toMatchObject({
    appError: { code: 'unsupported', why: 'single-tag-pulls', params: { capability: 'all-tags' } },
  });
  expect(released).toBe(1);
});
