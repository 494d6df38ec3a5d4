import type { JobRow, JobSnapshot } from '../../api/contract';

/** All jobs that main has told of, in any order of telling. */
export interface JobList {
  readonly jobs: ReadonlyMap<string, JobSnapshot>;
  /** Ids that were cleared: a snapshot that arrives late must not bring them back. */
  readonly removed: ReadonlySet<string>;
}

export const noJobs: JobList = { jobs: new Map(), removed: new Set() };

/** Takes each snapshot that is newer than the known one of its job; answers the same list when none is. */
export function mergeSnapshots(list: JobList, snapshots: readonly JobSnapshot[]): JobList {
  const newer = snapshots.filter((snapshot) => isNews(list, snapshot));
  if (newer.length === 0) return list;
  const jobs = new Map(list.jobs);
  for (const snapshot of newer) {
    const known = jobs.get(snapshot.id);
    if (known && known.revision >= snapshot.revision) continue;
    jobs.set(snapshot.id, { ...snapshot, rows: shareRows(known?.rows ?? [], snapshot.rows) });
  }
  return { jobs, removed: list.removed };
}

function isNews(list: JobList, snapshot: JobSnapshot): boolean {
  if (list.removed.has(snapshot.id)) return false;
  const known = list.jobs.get(snapshot.id);
  return known === undefined || known.revision < snapshot.revision;
}

/** Forgets jobs for good. */
export function removeJobs(list: JobList, ids: readonly string[]): JobList {
  const jobs = new Map(list.jobs);
  for (const id of ids) jobs.delete(id);
  return { jobs, removed: new Set([...list.removed, ...ids]) };
}

/** Newest first, so that what was just asked for stands on top; the id breaks ties to keep places stable. */
export function newestFirst(list: JobList): JobSnapshot[] {
  return [...list.jobs.values()].sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1));
}

/**
 * The new rows, with the old objects where nothing changed: a pull of 60 layers moves two or three of them
 * at a time, and only those are drawn again.
 */
export function shareRows(known: readonly JobRow[], next: readonly JobRow[]): JobRow[] {
  const byId = new Map(known.map((row) => [row.id, row]));
  return next.map((row) => {
    const old = byId.get(row.id);
    return old && sameRow(old, row) ? old : row;
  });
}

function sameRow(a: JobRow, b: JobRow): boolean {
  return (
    a.phase === b.phase &&
    a.current === b.current &&
    a.total === b.total &&
    a.label === b.label &&
    a.unit === b.unit
  );
}

/** Done part of a whole from 0 to 1; null when either is unknown or there is nothing to count. */
export function fractionOf(current: number | null, total: number | null): number | null {
  if (current === null || total === null || total <= 0) return null;
  return Math.min(1, Math.max(0, current / total));
}

/** One figure for all running jobs together, weighted by their bytes; null when none can be counted. */
export function overallFraction(jobs: readonly JobSnapshot[]): number | null {
  let current = 0;
  let total = 0;
  for (const job of jobs) {
    if (job.state !== 'running' || job.current === null || job.total === null) continue;
    current += job.current;
    total += job.total;
  }
  return fractionOf(current, total);
}
