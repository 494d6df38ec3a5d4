import { describe, expect, it } from 'vitest';
import type { JobSnapshot, JobSpec } from '../../../electron/contract';
import { amountOf, isPreparingArchive, paceOf, titleOf } from '../../../renderer/features/jobs/describe-job';
import { formatDuration } from '../../../renderer/format/durations';
import { formatCount, formatPercent } from '../../../renderer/format/numbers';
import { formatSize, formatSpeed } from '../../../renderer/format/sizes';
import { startI18n } from '../../../renderer/i18n/i18n';
import type { Format } from '../../../renderer/i18n/use-format';
import { engineId, job, row } from './samples';

const i18n = startI18n('en');
const t = i18n.getFixedT('en', 'jobs');
const chinese = i18n.getFixedT('zh-CN', 'jobs');
const format: Format = {
  locale: 'en',
  size: (bytes) => formatSize(bytes, 'en'),
  speed: (bytes) => formatSpeed(bytes, 'en'),
  duration: (milliseconds) => formatDuration(milliseconds, 'en'),
  count: (value) => formatCount(value, 'en'),
  percent: (share) => formatPercent(share, 'en'),
  relative: () => '',
  dateTime: () => '',
  preciseTime: () => '',
};

const id = `sha256:${'ab12'.repeat(16)}`;
const commit: JobSpec = {
  kind: 'commit',
  engineId,
  containerId: 'c',
  author: '',
  message: '',
  pause: true,
  changes: [],
};

const titles: [JobSpec, Partial<JobSnapshot>, string][] = [
  [{ kind: 'pull', engineId, reference: 'nginx' }, {}, 'Pull nginx:latest'],
  [
    { kind: 'pull', engineId, reference: 'nginx', allTags: true },
    { subject: 'nginx' },
    'Pull all tags of nginx',
  ],
  [{ kind: 'push', engineId, references: ['a/b:1'] }, { subject: 'a/b:1' }, 'Push a/b:1'],
  [{ kind: 'push', engineId, references: ['a/b:1', 'a/b:2'] }, { subjectCount: 2 }, 'Push 2 tags'],
  [{ kind: 'tag', engineId, source: id, reference: 'a:1' }, {}, 'Tag ab12ab12ab12 as a:1'],
  [{ kind: 'untag', engineId, references: ['a:1'] }, { subject: 'a:1' }, 'Untag a:1'],
  [{ kind: 'remove', engineId, targets: [id], force: false }, { subject: id }, 'Remove ab12ab12ab12'],
  [{ kind: 'remove', engineId, targets: [id, 'b'], force: false }, { subjectCount: 2 }, 'Remove 2 images'],
  [{ kind: 'prune', engineId, mode: 'dangling' }, {}, 'Prune dangling images'],
  [{ kind: 'prune', engineId, mode: 'unused' }, {}, 'Prune unused images'],
  [commit, { subject: 'web' }, 'Commit web'],
  [{ kind: 'save', engineId, images: ['a'], file: '/x', overwrite: false }, { subject: 'a' }, 'Save a'],
  [{ kind: 'load', engineId, file: '/tmp/a.tar' }, { subject: 'a.tar' }, 'Load a.tar'],
  [
    { kind: 'import', engineId, file: '/tmp/r.tar', message: '', changes: [] },
    { subject: 'r.tar' },
    'Import r.tar',
  ],
];

describe('the title of a job', () => {
  it.each(titles)('of %o %o is %s', (spec, changes, title) => {
    expect(titleOf(job('a', { spec, ...changes }), t)).toBe(title);
  });

  it('is in the language on screen', () => {
    expect(titleOf(job('a'), chinese)).toBe('拉取 nginx:latest');
  });
});

describe('what a row says it has done', () => {
  it.each([
    ['bytes of a total', row('a'), '10 MB of 40 MB'],
    ['bytes without a total', row('a', { total: null }), '10 MB'],
    ['the total alone once it is reached', row('a', { current: 40_000_000 }), '40 MB'],
    ['seconds', row('a', { unit: 'seconds', current: 12, total: null }), '12s'],
    ['items', row('a', { unit: 'items', current: 3, total: 10 }), '3 of 10'],
    ['nothing when it cannot be counted', row('a', { current: null }), ''],
  ])('is %s', (_, counted, text) => {
    expect(amountOf(counted, t, format)).toBe(text);
  });
});

describe('the pace of a job', () => {
  it('leaves out what is unknown', () => {
    expect(paceOf(job('a'), t, format)).toEqual([]);
    const known = job('a', { current: 5e6, total: 2e7, speed: 1e6, remaining: 15_000 });
    expect(paceOf(known, t, format)).toEqual(['5 MB of 20 MB', '1 MB/s', '15s left']);
  });

  it('says that an engine stages an archive before it sends the first byte', () => {
    const spec: JobSpec = { kind: 'save', engineId, images: ['a'], file: '/x', overwrite: false };
    expect(isPreparingArchive(job('a', { spec, rows: [row('x', { phase: 'preparing' })] }))).toBe(true);
    expect(isPreparingArchive(job('a', { spec, rows: [row('x', { phase: 'writing' })] }))).toBe(false);
  });
});

describe('words of rows', () => {
  it('never are those of a job’s state', () => {
    const states = ['running', 'done', 'failed', 'cancelled'] as const;
    const phases = Object.values(i18n.getResourceBundle('en', 'jobs').phases as Record<string, string>);
    const outcomes = Object.values(
      i18n.getResourceBundle('en', 'jobs').result.outcomes as Record<string, string>,
    );
    for (const word of [...phases, ...outcomes]) {
      for (const state of states) expect(word.toLowerCase()).not.toContain(state);
    }
  });
});
