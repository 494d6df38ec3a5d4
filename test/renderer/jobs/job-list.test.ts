import { describe, expect, it } from 'vitest';
import type { JobSnapshot } from '../../../electron/contract';
import { groupRows } from '../../../renderer/features/jobs/group-rows';
import {
  fractionOf,
  mergeSnapshots,
  newestFirst,
  noJobs,
  overallFraction,
  removeJobs,
  shareRows,
} from '../../../renderer/features/jobs/job-list';
import { newsBetween } from '../../../renderer/features/jobs/job-started';
import { job, row } from './samples';

/** Every order of a few things. */
function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    ordersOf([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

describe('the list of jobs', () => {
  const life: JobSnapshot[] = [
    job('a', { revision: 1 }),
    job('a', { revision: 2, rows: [row('one')] }),
    job('a', { revision: 3, cancelling: true }),
    job('a', { revision: 4, state: 'cancelled', endedAt: 9_000 }),
  ];

  it.each(ordersOf(life).map((order) => [order.map(({ revision }) => revision).join(' '), order] as const))(
    'ends in the newest snapshot when revisions arrive as %s',
    (_, order) => {
      const list = order.reduce((before, snapshot) => mergeSnapshots(before, [snapshot]), noJobs);
      expect(list.jobs.get('a')).toMatchObject({ state: 'cancelled', revision: 4 });
    },
  );

  it('takes the newest of several snapshots that come at once', () => {
    const list = mergeSnapshots(noJobs, [...life].reverse());
    expect(list.jobs.get('a')?.revision).toBe(4);
  });

  it('stays the same object when nothing is new', () => {
    const list = mergeSnapshots(noJobs, life);
    expect(mergeSnapshots(list, [job('a', { revision: 4 })])).toBe(list);
  });

  it('does not bring back a job that was cleared', () => {
    const list = removeJobs(mergeSnapshots(noJobs, life), ['a']);
    expect(mergeSnapshots(list, [job('a', { revision: 5 })]).jobs.size).toBe(0);
  });

  it('puts the newest job first and keeps places stable when two start together', () => {
    const list = mergeSnapshots(noJobs, [
      job('b', { startedAt: 5 }),
      job('c', { startedAt: 9 }),
      job('a', { startedAt: 5 }),
    ]);
    expect(newestFirst(list).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });
});

describe('rows', () => {
  it('stay the same objects where nothing changed', () => {
    const known = [row('one'), row('two'), row('three')];
    const next = shareRows(known, [row('one'), row('two', { current: 20_000_000 }), row('three')]);
    expect(next[0]).toBe(known[0]);
    expect(next[1]).not.toBe(known[1]);
    expect(next[2]).toBe(known[2]);
  });
});

describe('progress', () => {
  it.each([
    [null, 10, null],
    [5, null, null],
    [5, 0, null],
    [5, 10, 0.5],
    [12, 10, 1],
    [-1, 10, 0],
  ])('of %s in %s is %s', (current, total, fraction) => {
    expect(fractionOf(current, total)).toBe(fraction);
  });

  it('of all jobs weighs them by their bytes and leaves out ended ones', () => {
    const jobs = [
      job('a', { current: 10, total: 100 }),
      job('b', { current: 290, total: 300 }),
      job('c', { state: 'done', current: 900, total: 900 }),
      job('d'),
    ];
    expect(overallFraction(jobs)).toBe(0.75);
  });
});

describe('news', () => {
  it('tells which jobs started and which ended', () => {
    const before = mergeSnapshots(noJobs, [job('a'), job('b'), job('c', { state: 'done' })]);
    const after = mergeSnapshots(before, [
      job('a', { revision: 2, state: 'failed' }),
      job('b', { revision: 2 }),
      job('d'),
    ]);
    const news = newsBetween(before, after);
    expect(news.started.map(({ id }) => id)).toEqual(['d']);
    expect(news.ended.map(({ id }) => id)).toEqual(['a']);
  });
});

describe('rows of several tags', () => {
  it('stand under the tag that they belong to', () => {
    const rows = [
      row('1', { label: 'a/b:1 aaa' }),
      row('2', { label: 'a/b:1 bbb' }),
      row('3', { label: 'c:2 aaa' }),
    ];
    const groups = groupRows(rows).map(({ name, rows: items }) => [name, items.map(({ label }) => label)]);
    expect(groups).toEqual([
      ['a/b:1', ['aaa', 'bbb']],
      ['c:2', ['aaa']],
    ]);
  });

  it('have no heading when there is but one', () => {
    expect(groupRows([row('aaa')]).map(({ name }) => name)).toEqual(['']);
  });
});
