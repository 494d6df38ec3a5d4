import type { JobKind, JobSpec } from '../../contract';
import { runBuild } from './build';
import { runCommit } from './commit';
import { runImport } from './import';
import type { JobContext, JobOutcome, JobRunner, JobRunners } from './job-context';
import { runLoad } from './load';
import { runPrune } from './prune';
import { runPull } from './pull';
import { runPush } from './push';
import { runRemove } from './remove';
import { runSave } from './save';
import { runTag } from './tag';
import { runUntag } from './untag';

/** The work of every kind of job; a kind without work does not compile. */
export const jobRunners: JobRunners = {
  pull: runPull,
  push: runPush,
  tag: runTag,
  untag: runUntag,
  remove: runRemove,
  prune: runPrune,
  commit: runCommit,
  save: runSave,
  load: runLoad,
  import: runImport,
  build: runBuild,
};

/** Does the work that a specification asks for. */
export async function runJob<K extends JobKind>(
  runners: JobRunners,
  spec: Extract<JobSpec, { kind: K }>,
  context: JobContext,
): Promise<JobOutcome> {
  const runner: JobRunner<K> = runners[spec.kind];
  return await runner(spec, context);
}
