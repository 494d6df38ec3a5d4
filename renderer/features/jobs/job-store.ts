import { useEffect } from 'react';
import { create } from 'zustand';
import { appErrorOf } from '../../api/api-error';
import { invoke, subscribe } from '../../api/client';
import type { AppError, JobSnapshot } from '../../api/contract';
import { type JobList, mergeSnapshots, newestFirst, noJobs, removeJobs } from './job-list';

interface JobStore {
  list: JobList;
  /** Newest first; the same array as long as no job comes or goes. */
  order: readonly string[];
  /** Whether main has listed its jobs since this window was loaded. */
  loaded: boolean;
  error: AppError | null;
}

export const useJobStore = create<JobStore>(() => ({ list: noJobs, order: [], loaded: false, error: null }));

/** Takes what main says of jobs, in whatever order it comes. */
export function takeSnapshots(snapshots: readonly JobSnapshot[]): void {
  useJobStore.setState((state) => withList(state, mergeSnapshots(state.list, snapshots)));
}

export function forgetJobs(ids: readonly string[]): void {
  useJobStore.setState((state) => withList(state, removeJobs(state.list, ids)));
}

function withList(state: JobStore, list: JobList): Partial<JobStore> {
  if (list === state.list) return {};
  const order = newestFirst(list).map((job) => job.id);
  const same = order.length === state.order.length && order.every((id, index) => id === state.order[index]);
  return { list, order: same ? state.order : order };
}

/** Asks main for all its jobs; they are main's, so a reloaded window finds them again. */
export async function loadJobs(): Promise<void> {
  try {
    takeSnapshots(await invoke('jobs.list'));
    useJobStore.setState({ loaded: true, error: null });
  } catch (thrown) {
    useJobStore.setState({ error: appErrorOf(thrown) });
  }
}

/** Follows main's jobs while mounted. Listens before it asks, so that nothing falls between. */
export function useJobFeed(): void {
  useEffect(() => {
    const ends = [
      subscribe('jobs.updated', takeSnapshots),
      subscribe('jobs.removed', ({ ids }) => forgetJobs(ids)),
    ];
    void loadJobs();
    return () => {
      for (const end of ends) end();
    };
  }, []);
}

export function useJob(id: string): JobSnapshot | undefined {
  return useJobStore((state) => state.list.jobs.get(id));
}

/** Ids of all jobs, newest first. */
export function useJobIds(): readonly string[] {
  return useJobStore((state) => state.order);
}
