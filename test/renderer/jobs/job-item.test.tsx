// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { JobSnapshot } from '../../../electron/contract';
import { ids } from '../support/sample-engines';
import { job, row } from './samples';
import { done, failed, item, region, setUpJobs, showJobs } from './support';

setUpJobs();

const words = ['running', 'done', 'failed', 'cancelled'];

describe('a job in the panel', () => {
  it('is a list item that is named by verb and subject and says its state in one word', async () => {
    const states = ['running', 'done', 'failed', 'cancelled'] as const;
    showJobs(states.map((state) => job(state, { state, subject: `app:${state.slice(0, 2)}` })));
    for (const state of states) {
      const text = (await item(`Pull app:${state.slice(0, 2)}`)).textContent ?? '';
      expect(words.filter((word) => text.includes(word))).toEqual([state]);
    }
  });

  it('shows its layers while it runs, and its pace', async () => {
    const rows = [row('aaa'), row('bbb', { phase: 'done', current: 5, total: 5 })];
    showJobs([job('a', { rows, current: 5e6, total: 2e7, speed: 1e6, remaining: 14_200 })]);
    const pull = await item('Pull nginx:latest');
    expect(pull.textContent).toContain('1 of 2 layers · 5 MB of 20 MB · 1 MB/s · 15s left');
    const bar = within(pull).getByRole('progressbar', { name: 'aaa' });
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
    expect(within(pull).getByText('Downloading')).toBeDefined();
  });

  it('folds its layers', async () => {
    const { user } = showJobs([job('a', { rows: [row('aaa')] })]);
    const pull = await item('Pull nginx:latest');
    await user.click(within(pull).getByRole('button', { name: 'Details' }));
    expect(within(pull).queryByText('aaa')).toBeNull();
  });

  it('ends in its last state, in whatever order the snapshots come', async () => {
    const { bridge } = showJobs([job('a', { revision: 2 })]);
    await item('Pull nginx:latest');
    act(() => {
      bridge.publish('jobs.updated', [job('a', { revision: 9, ...done })]);
      bridge.publish('jobs.updated', [job('a', { revision: 5, rows: [row('late')] })]);
      bridge.publish('jobs.updated', [job('a', { revision: 1 })]);
    });
    expect((await item('Pull nginx:latest')).textContent).toContain('done');
    expect(screen.queryByText('late')).toBeNull();
  });

  it('is listed although it was told of before the list arrived', async () => {
    let answer: (jobs: JobSnapshot[]) => void = () => undefined;
    const listed = new Promise<JobSnapshot[]>((resolve) => {
      answer = resolve;
    });
    const { bridge } = showJobs([], { handlers: { 'jobs.list': async () => await listed } });
    act(() => bridge.publish('jobs.updated', [job('a', { revision: 7, ...failed })]));
    await act(async () => answer([job('a', { revision: 3 }), job('b', { subject: 'redis:7' })]));
    expect((await item('Pull nginx:latest')).textContent).toContain('failed');
    await item('Pull redis:7');
  });

  it('can be cancelled, cleared, and started again', async () => {
    const { user, bridge } = showJobs([job('a'), job('b', { subject: 'redis:7', ...failed })], {
      handlers: {
        'jobs.cancel': async () => job('a', { cancelling: true, revision: 2 }),
        'jobs.retry': async () => job('c', { subject: 'redis:8', startedAt: 9_000 }),
        'jobs.clear': async () => [job('a', { revision: 2 })],
      },
    });
    await user.click(within(await item('Pull nginx:latest')).getByRole('button', { name: 'Cancel' }));
    expect(bridge.inputs('jobs.cancel')).toEqual([{ id: 'a' }]);
    expect((await item('Pull nginx:latest')).textContent).toContain('stopping');

    await user.click(within(await item('Pull redis:7')).getByRole('button', { name: 'Try again' }));
    expect(bridge.inputs('jobs.retry')).toEqual([{ id: 'b' }]);
    await item('Pull redis:8');

    await user.click(within(await item('Pull redis:7')).getByRole('button', { name: 'Clear' }));
    await waitFor(() =>
      expect(within(region()).queryByRole('listitem', { name: 'Pull redis:7' })).toBeNull(),
    );
  });

  it('keeps a log to copy', async () => {
    const { user, bridge } = showJobs([job('a')]);
    await user.click(within(await item('Pull nginx:latest')).getByRole('button', { name: 'Log' }));
    const dialog = await screen.findByRole('dialog', { name: 'Log of Pull nginx:latest' });
    await within(dialog).findByText('3da95a905ed5: Pull complete');
    await user.click(within(dialog).getByRole('button', { name: 'Copy log' }));
    expect(bridge.inputs('app.copyText')[0]?.text).toContain('b8c0f3a1d9e2: Extracting');
  });

  it('says on which engine it runs when that is not the chosen one', async () => {
    const spec = { kind: 'pull', engineId: ids.staging, reference: 'nginx' } as const;
    showJobs([job('a', { spec, engineName: 'staging' })]);
    await waitFor(async () => expect((await item('Pull nginx:latest')).textContent).toContain('on staging'));
  });

  it('speaks Chinese', async () => {
    showJobs([job('a', done)], { locale: 'zh-CN' });
    const list = await screen.findByRole('region', { name: '任务' });
    const pull = await within(list).findByRole('listitem', { name: '拉取 nginx:latest' });
    expect(pull.textContent).toContain('已完成');
  });
});
