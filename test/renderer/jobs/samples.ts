import type { JobResult, JobRow, JobSnapshot, JobSpec } from '../../../electron/contract';

export const engineId = '0123456789ab';

/** A row of a layer that is being downloaded, unless told otherwise. */
export function row(id: string, changes: Partial<JobRow> = {}): JobRow {
  return {
    id,
    label: id,
    phase: 'downloading',
    current: 10_000_000,
    total: 40_000_000,
    unit: 'bytes',
    ...changes,
  };
}

export const pullSpec: JobSpec = { kind: 'pull', engineId, reference: 'nginx:latest' };

/** A running pull of nginx:latest, unless told otherwise. */
export function job(id: string, changes: Partial<JobSnapshot> = {}): JobSnapshot {
  return {
    id,
    spec: pullSpec,
    engineName: 'default',
    subject: 'nginx:latest',
    subjectCount: 1,
    state: 'running',
    cancelling: false,
    startedAt: 1_000,
    endedAt: null,
    rows: [],
    current: null,
    total: null,
    speed: null,
    remaining: null,
    error: null,
    result: null,
    revision: 1,
    ...changes,
  };
}

/** A result of which nothing is known, unless told otherwise. */
export function result(changes: Partial<JobResult> = {}): JobResult {
  return {
    references: [],
    imageIds: [],
    digest: null,
    upToDate: false,
    file: null,
    bytes: null,
    reclaimedBytes: null,
    items: [],
    ...changes,
  };
}
