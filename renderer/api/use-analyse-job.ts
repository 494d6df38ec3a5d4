import { useCallback, useEffect, useState } from 'react';
import { appErrorOf } from './api-error';
import { invoke } from './client';
import type { AppError, JobSnapshot, LayerSource } from './contract';
import { useEvent } from './events';

export interface AnalyseJob {
  /** The newest job that reads these layers; null when none has since main was started. */
  job: JobSnapshot | null;
  /** Main was asked which jobs there are. */
  known: boolean;
  start: () => void;
  cancel: () => void;
  /** Why the job could not be started or cancelled. */
  error: AppError | null;
}

/** The job that reads the layers of a source, whoever started it. */
export function useAnalyseJob(source: LayerSource): AnalyseJob {
  const [job, setJob] = useState<JobSnapshot | null>(null);
  const [known, setKnown] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const name = sourceKey(source);
  const take = useCallback(
    (snapshots: readonly JobSnapshot[]) => {
      const mine = snapshots.filter(({ spec }) => spec.kind === 'analyse' && sourceKey(spec.source) === name);
      setJob((before) => mine.reduce(newer, before));
    },
    [name],
  );
  useEvent('jobs.updated', take);
  useEffect(() => {
    let current = true;
    setJob(null);
    setKnown(false);
    const listed = invoke('jobs.list').then(
      (jobs) => current && take(jobs),
      (thrown: unknown) => current && setError(appErrorOf(thrown)),
    );
    void listed.then(() => current && setKnown(true));
    return () => {
      current = false;
    };
  }, [take]);

  const run = (work: Promise<JobSnapshot>) => {
    setError(null);
    work.then(
      (snapshot) => take([snapshot]),
      (thrown: unknown) => setError(appErrorOf(thrown)),
    );
  };
  const engineId = source.kind === 'image' ? source.engineId : null;
  return {
    job,
    known,
    error,
    start: () => run(invoke('jobs.start', { kind: 'analyse', engineId, source })),
    cancel: () => job && run(invoke('jobs.cancel', { id: job.id })),
  };
}

/** Sources that are the same have the same. */
export function sourceKey(source: LayerSource): string {
  return source.kind === 'image'
    ? JSON.stringify(['image', source.engineId, source.id])
    : JSON.stringify(['archive', source.path, source.image ?? '', source.platform ?? '']);
}

function newer(before: JobSnapshot | null, next: JobSnapshot): JobSnapshot {
  if (before === null) return next;
  if (before.id === next.id) return next.revision >= before.revision ? next : before;
  return next.startedAt >= before.startedAt ? next : before;
}
