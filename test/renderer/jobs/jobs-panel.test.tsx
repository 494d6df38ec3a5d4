// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { JobSnapshot } from '../../../electron/contract';
import { usePanelState } from '../../../renderer/features/jobs/panel-state';
import { job } from './samples';
import { done, failed, item, region, setUpJobs, showJobs } from './support';

setUpJobs();

const buildSpec: JobSnapshot['spec'] = {
  kind: 'build',
  engineId: '0123456789ab',
  folder: '/src',
  dockerfile: 'Dockerfile',
  tags: [],
  target: '',
  buildArgs: {},
  noCache: false,
  pullBase: false,
};

describe('the panel', () => {
  it('is the only region of its name, also on the page of jobs', async () => {
    const { location } = showJobs([job('a')]);
    await item('Pull nginx:latest');
    act(() => location.navigate('/jobs'));
    await screen.findByRole('heading', { level: 1, name: 'Jobs' });
    expect(screen.getAllByRole('region', { name: 'Jobs' })).toHaveLength(1);
    await item('Pull nginx:latest');
  });

  it('can be closed, keeps saying how many jobs run, and opens when one starts', async () => {
    const { user, bridge } = showJobs([job('a')]);
    await item('Pull nginx:latest');
    await user.click(screen.getByRole('button', { name: 'Close the job list' }));
    expect(within(region()).queryByRole('listitem')).toBeNull();
    expect(region().textContent).toContain('1 in progress');
    act(() => bridge.publish('jobs.updated', [job('b', { subject: 'redis:7', startedAt: 9_000 })]));
    await item('Pull redis:7');
  });

  it('stays closed when a build starts, which its own page shows', async () => {
    usePanelState.setState({ open: false });
    const { bridge } = showJobs([]);
    await waitFor(() => expect(region().textContent).toContain('Nothing in progress'));
    act(() => bridge.publish('jobs.updated', [job('b', { spec: buildSpec })]));
    await waitFor(() => expect(region().textContent).toContain('1 in progress'));
    expect(usePanelState.getState().open).toBe(false);
  });

  it('stays closed when a reloaded window finds jobs that ran before', async () => {
    usePanelState.setState({ open: false });
    showJobs([job('a')]);
    await waitFor(() => expect(region().textContent).toContain('1 in progress'));
    expect(usePanelState.getState().open).toBe(false);
  });

  it('tells of an end by a message while it is closed, and only then', async () => {
    usePanelState.setState({ open: false });
    const { bridge, user } = showJobs([job('a'), job('b', { subject: 'redis:7' })]);
    await waitFor(() => expect(region().textContent).toContain('2 in progress'));
    act(() => bridge.publish('jobs.updated', [job('a', { revision: 2, ...done })]));
    const messages = () => screen.getByRole('region', { name: /Notifications/ });
    await within(messages()).findByText('Pull nginx:latest: done');
    await user.click(within(messages()).getByRole('button', { name: 'Show' }));
    await item('Pull redis:7');
    act(() => bridge.publish('jobs.updated', [job('b', { revision: 2, subject: 'redis:7', ...failed })]));
    await waitFor(async () => expect((await item('Pull redis:7')).textContent).toContain('failed'));
    expect(within(messages()).queryByText('Pull redis:7: failed')).toBeNull();
  });

  it('clears what has ended', async () => {
    const running = job('a');
    const { user } = showJobs([running, job('b', { subject: 'redis:7', ...done })], {
      handlers: { 'jobs.clear': async () => [running] },
    });
    await item('Pull redis:7');
    await user.click(screen.getByRole('button', { name: 'Clear ended' }));
    await waitFor(() => expect(within(region()).getAllByRole('listitem')).toHaveLength(1));
  });

  it('forgets what another window cleared', async () => {
    const { bridge } = showJobs([job('a', done)]);
    await item('Pull nginx:latest');
    act(() => bridge.publish('jobs.removed', { ids: ['a'] }));
    await screen.findByText('No jobs yet');
  });

  it('says why the jobs cannot be listed and asks again', async () => {
    let broken = true;
    const { user } = showJobs([], {
      handlers: {
        'jobs.list': async () => {
          if (!broken) return [job('a')];
          throw new Error('closed');
        },
      },
    });
    await within(region()).findByRole('alert');
    broken = false;
    await user.click(within(region()).getByRole('button', { name: 'Try again' }));
    await item('Pull nginx:latest');
  });
});
