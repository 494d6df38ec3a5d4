import type { BuildFailure, BuildRun, JobRow } from '../../contract';

/** Follows a build: its steps, their logs and what came of it, whichever builder tells. */
export interface BuildTracker {
  /** One row a step that has begun, for the list of jobs. */
  rows(): JobRow[];
  run(): BuildRun;
  /** What a step has printed; empty for one that is not known. */
  stepLog(id: string): string;
  /** Id of the image built; empty until then. */
  imageId(): string;
  /** Says how the build ended: steps that were running end with it. */
  end(how: 'done' | 'failed' | 'cancelled'): void;
  /** Says where and why it failed; null when that is not known. */
  explain(failure: BuildFailure | null): void;
}

/** What a run tells of its failure; nothing while there is none. */
export const failureOf = (failure: BuildFailure | null): Pick<BuildRun, 'failure'> =>
  failure === null ? {} : { failure };
