import { describe, expect, it } from 'vitest';
import type { AppError, JobRow, JobSpec } from '../../electron/contract';
import { emptyResult, JobMachine } from '../../electron/core/job-machine';

const spec: JobSpec = { kind: 'pull', engineId: '0123456789ab', reference: 'nginx' };
const error: AppError = { code: 'network-down', params: {}, detail: 'cut', next: [] };
const result = { ...emptyResult, references: ['nginx:latest'] };

function newJob() {
  const clock = { now: 1_000 };
  const start = { id: 'job', spec, engineName: 'test', subject: 'nginx', subjectCount: 1 };
  return { clock, job: new JobMachine(start, () => clock.now) };
}

const row = (
  id: string,
  phase: JobRow['phase'],
  current: number | null = null,
  total: number | null = null,
): JobRow => ({
  id,
  label: id,
  phase,
  current,
  total,
  unit: 'bytes',
});

const drawRows = (rows: JobRow[]) =>
  rows.map(({ id, phase, current, total }) => `${id} ${phase} ${current}/${total}`);

type Step = 'cancel' | 'finish' | 'fail' | 'stop';

function play(job: JobMachine, step: Step): boolean {
  switch (step) {
    case 'cancel':
      return job.requestCancel();
    case 'finish':
      return job.finish(result);
    case 'fail':
      return job.fail(error);
    case 'stop':
      return job.cancelled();
  }
}

function orders(steps: Step[]): Step[][] {
  if (steps.length === 0) return [[]];
  return steps.flatMap((step, i) => orders(steps.filter((_, j) => j !== i)).map((rest) => [step, ...rest]));
}

describe('the end of a job', () => {
  it.each<[string, Step[], string]>([
    ['work that completes', ['finish'], 'done'],
    ['work that fails', ['fail'], 'failed'],
    ['work that stops when it is told to', ['cancel', 'stop'], 'cancelled'],
    ['work whose call is torn down by the cancel', ['cancel', 'fail'], 'cancelled'],
    ['work that was complete before the cancel reached it', ['cancel', 'finish'], 'done'],
    ['a cancel after the end', ['finish', 'cancel'], 'done'],
    ['a cancel after the failure', ['fail', 'cancel'], 'failed'],
    ['a failure after the end', ['finish', 'fail'], 'done'],
    ['an end after the failure', ['fail', 'finish'], 'failed'],
    ['an end after the cancel took effect', ['cancel', 'stop', 'finish'], 'cancelled'],
  ])('%s', (_, steps, state) => {
    const { job } = newJob();
    for (const step of steps) play(job, step);
    expect(job.snapshot().state).toBe(state);
  });

  it('comes once in whatever order everything arrives, and stays', () => {
    for (const order of orders(['cancel', 'finish', 'fail', 'stop', 'fail'])) {
      const { job, clock } = newJob();
      const ends = order.filter((step) => {
        clock.now += 1_000;
        return play(job, step) && step !== 'cancel';
      });
      const first = job.snapshot();
      clock.now += 60_000;
      expect(ends, order.join()).toHaveLength(1);
      expect(first.state).not.toBe('running');
      expect({ ...job.snapshot(), revision: 0 }).toEqual({ ...first, revision: 0 });
      expect(job.progress({ rows: [row('a', 'downloading')] })).toBe(false);
    }
  });

  it('has an error only when failed, a result only of what was done, and its time', () => {
    const failed = newJob();
    failed.clock.now = 5_000;
    failed.job.fail(error, { ...emptyResult, references: ['half:1'] });
    expect(failed.job.snapshot()).toMatchObject({
      startedAt: 1_000,
      endedAt: 5_000,
      error,
      result: { references: ['half:1'] },
    });
    const cancelled = newJob();
    cancelled.job.requestCancel();
    cancelled.job.fail(error);
    expect(cancelled.job.snapshot()).toMatchObject({ error: null, result: null, cancelling: false });
    const done = newJob();
    done.job.finish(result);
    expect(done.job.snapshot()).toMatchObject({ error: null, result });
  });

  it('leaves no row in motion, except where a cancelled job stood', () => {
    const rows = [
      row('a', 'downloading', 5, 10),
      row('b', 'exists'),
      row('cache', 'cached'),
      row('c', 'extracting', 3),
      row('d', 'waiting'),
    ];
    const ended = (end: (job: JobMachine) => void) => {
      const { job } = newJob();
      job.progress({ rows });
      end(job);
      return drawRows(job.snapshot().rows);
    };
    expect(ended((job) => job.finish(result))).toEqual([
      'a done 10/10',
      'b exists null/null',
      'cache cached null/null',
      'c done 3/null',
      'd done null/null',
    ]);
    expect(ended((job) => job.fail(error))).toEqual([
      'a failed 5/10',
      'b exists null/null',
      'cache cached null/null',
      'c failed 3/null',
      'd failed null/null',
    ]);
    expect(ended((job) => job.cancelled())).toEqual(drawRows(rows));
  });
});

describe('a running job', () => {
  it('shows that it is being cancelled, once', () => {
    const { job } = newJob();
    expect(job.snapshot()).toMatchObject({ state: 'running', cancelling: false, endedAt: null });
    expect([job.requestCancel(), job.requestCancel()]).toEqual([true, false]);
    expect(job.snapshot()).toMatchObject({ state: 'running', cancelling: true });
  });

  it('numbers its snapshots', () => {
    const { job } = newJob();
    expect([job.snapshot(), job.snapshot(), job.snapshot()].map(({ revision }) => revision)).toEqual([
      1, 2, 3,
    ]);
  });

  it('tells speed and remaining time while it moves bytes, and neither when it has ended', () => {
    const { job, clock } = newJob();
    for (let i = 0; i <= 40; i += 1) {
      job.progress({ rows: [], bytes: { current: i * 100_000, total: 10_000_000, complete: true } });
      clock.now += 100;
    }
    clock.now -= 100;
    expect(job.snapshot()).toMatchObject({
      current: 4_000_000,
      total: 10_000_000,
      speed: 1_000_000,
      remaining: 6_000,
    });
    job.finish(result);
    expect(job.snapshot()).toMatchObject({ current: 10_000_000, speed: null, remaining: null });
  });

  it('tells no remaining time while sizes are missing', () => {
    const { job, clock } = newJob();
    for (let i = 0; i <= 40; i += 1) {
      job.progress({ rows: [], bytes: { current: i * 1_000, total: 50_000, complete: false } });
      clock.now += 100;
    }
    expect(job.snapshot()).toMatchObject({ speed: 10_000, remaining: null, total: 50_000 });
  });

  it('keeps its byte counts when only rows change', () => {
    const { job } = newJob();
    job.progress({ rows: [], bytes: { current: 5, total: 10, complete: true } });
    job.progress({ rows: [row('a', 'extracting')] });
    expect(job.snapshot()).toMatchObject({ current: 5, total: 10, rows: [{ phase: 'extracting' }] });
  });
});
