import { useMemo } from 'react';
import { appErrorOf } from '../../api/api-error';
import { invoke } from '../../api/client';
import type { AppError } from '../../api/contract';
import { forgetJobs, takeSnapshots, useJobStore } from './job-store';

export interface JobCommands {
  cancel: (id: string) => void;
  /** Starts the same work again as a new job. */
  retry: (id: string, force?: boolean) => void;
  clear: (id: string) => void;
  clearEnded: () => void;
  cancelAll: () => void;
}

/** What a person can do to jobs. A refusal (the job has just ended, main is gone) goes to `onError`. */
export function useJobCommands(onError: (error: AppError) => void): JobCommands {
  return useMemo(() => {
    const run = (work: Promise<void>): void => {
      work.catch((thrown: unknown) => onError(appErrorOf(thrown)));
    };
    return {
      cancel: (id) => run(cancel(id)),
      retry: (id, force = false) => run(retry(id, force)),
      clear: (id) => run(clear(id)),
      clearEnded: () => run(clear()),
      cancelAll: () => {
        for (const id of idsInState(true)) run(cancel(id));
      },
    };
  }, [onError]);
}

async function cancel(id: string): Promise<void> {
  takeSnapshots([await invoke('jobs.cancel', { id })]);
}

async function retry(id: string, force: boolean): Promise<void> {
  takeSnapshots([await invoke('jobs.retry', { id, ...(force ? { force } : {}) })]);
}

async function clear(id?: string): Promise<void> {
  const gone = id === undefined ? idsInState(false) : [id];
  const left = await invoke('jobs.clear', id === undefined ? {} : { id });
  const kept = new Set(left.map((job) => job.id));
  forgetJobs(gone.filter((candidate) => !kept.has(candidate)));
  takeSnapshots(left);
}

function idsInState(running: boolean): string[] {
  const { list } = useJobStore.getState();
  return [...list.jobs.values()].filter((job) => (job.state === 'running') === running).map((job) => job.id);
}
