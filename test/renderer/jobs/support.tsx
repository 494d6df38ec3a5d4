import { screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach } from 'vitest';
import { Route } from 'wouter';
import type { JobSnapshot } from '../../../electron/contract';
import { useOperations } from '../../../renderer/api/operations';
import { useJobStore } from '../../../renderer/features/jobs/job-store';
import { JobsPage } from '../../../renderer/features/jobs/jobs-page';
import { JobsPanel } from '../../../renderer/features/jobs/jobs-panel';
import { usePanelState } from '../../../renderer/features/jobs/panel-state';
import { Toaster } from '../../../renderer/ui/toaster';
import { FakeBridge } from '../support/fake-bridge';
import { type RenderOptions, renderScreen, setUpDom } from '../support/render';

/** A window that has heard of no job yet, its panel open. Call it once a test file. */
export function setUpJobs(): void {
  setUpDom();
  beforeEach(() => {
    useJobStore.setState(useJobStore.getInitialState(), true);
    usePanelState.setState({ open: true, height: 260 });
    useOperations.setState({ current: null });
  });
}

export const failed: Partial<JobSnapshot> = { state: 'failed', endedAt: 4_000 };
export const done: Partial<JobSnapshot> = { state: 'done', endedAt: 4_000 };

/** The panel on a page, over a main process that has these jobs. */
export function showJobs(jobs: JobSnapshot[], options: RenderOptions = {}, beside: ReactNode = null) {
  const bridge = new FakeBridge({ 'jobs.list': async () => jobs, ...options.handlers });
  return renderScreen(
    <>
      <Route path="/jobs">
        <JobsPage />
      </Route>
      <JobsPanel />
      <Toaster />
      {beside}
    </>,
    { ...options, bridge },
  );
}

export const region = () => screen.getByRole('region', { name: 'Jobs' });
/** The list item of a job. */
export const item = async (name: string | RegExp) => await within(region()).findByRole('listitem', { name });
