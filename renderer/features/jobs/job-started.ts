import type { JobSnapshot } from '../../api/contract';
import type { JobList } from './job-list';

export interface JobNews {
  /** Jobs that this window had not heard of; a quick one may have ended already. */
  started: JobSnapshot[];
  /** Jobs that ran when last heard of and have ended since. */
  ended: JobSnapshot[];
}

/** What happened between two states of the list, so that the panel opens and toasts tell of ends. */
export function newsBetween(before: JobList, after: JobList): JobNews {
  const started: JobSnapshot[] = [];
  const ended: JobSnapshot[] = [];
  for (const job of after.jobs.values()) {
    const known = before.jobs.get(job.id);
    if (known === job) continue;
    if (!known) started.push(job);
    if (known?.state === 'running' && job.state !== 'running') ended.push(job);
  }
  return { started, ended };
}
