import { useState } from 'react';
import { appErrorOf } from '../../api/api-error';
import { invoke } from '../../api/client';
import type { AppError, JobSpec } from '../../api/contract';
import { useOperations } from '../../api/operations';

/** A job's input as a dialog knows it; the engine is the one that the dialog was opened for. */
export type JobInput = JobSpec extends infer Spec
  ? Spec extends JobSpec
    ? Omit<Spec, 'engineId'>
    : never
  : never;

export interface JobStart {
  /** Starts the job and closes the dialog; a refusal stays in the dialog. */
  start: (input: JobInput) => Promise<void>;
  /** The same once `prepare` has answered the input; null leaves the dialog as it is. A failure of it is shown. */
  startWhen: (prepare: () => Promise<JobInput | null>) => Promise<void>;
  starting: boolean;
  error: AppError | null;
}

export function useStartJob(engineId: string | null): JobStart {
  const close = useOperations((state) => state.close);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const startWhen = async (prepare: () => Promise<JobInput | null>): Promise<void> => {
    if (engineId === null || starting) return;
    setStarting(true);
    setError(null);
    try {
      const input = await prepare();
      if (input !== null) {
        await invoke('jobs.start', { ...input, engineId } as JobSpec);
        close();
      }
    } catch (thrown) {
      setError(appErrorOf(thrown));
    } finally {
      setStarting(false);
    }
  };
  const start = async (input: JobInput): Promise<void> => await startWhen(async () => input);
  return { start, startWhen, starting, error };
}
