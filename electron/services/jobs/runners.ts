import type { JobKind, JobSpec } from '../../contract';
import { codedError } from '../../core/coded-error';
import { type PackContext, packHere } from '../build/pack-context';
import type { LayerWork } from '../layers/layers-service';
import { runAnalyse } from './analyse';
import { buildPackedBy } from './build';
import { runCommit } from './commit';
import { runExtract } from './extract';
import { runImport } from './import';
import type {
  ContextOf,
  EngineFreeContext,
  JobContext,
  JobOutcome,
  JobRunner,
  JobRunners,
  SourceKind,
  SpecOf,
} from './job-context';
import { runLoad } from './load';
import { runPrune } from './prune';
import { runPull } from './pull';
import { runPush } from './push';
import { runRemove } from './remove';
import { runSave } from './save';
import { runTag } from './tag';
import { runUntag } from './untag';

/** The work of every kind of job; a kind without work does not compile. */
export const jobRunners = (layers: LayerWork, pack: PackContext = packHere): JobRunners => ({
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
  build: buildPackedBy(pack),
  analyse: runAnalyse(layers),
  extract: runExtract(layers),
});

/** Does the work that a specification asks for. */
export async function runJob(
  runners: JobRunners,
  spec: JobSpec,
  context: JobContext | EngineFreeContext,
): Promise<JobOutcome> {
  if (worksOnSources(spec)) return await run(runners, spec, context);
  if (context.engine === null) throw codedError('bad-input', `${spec.kind} needs an engine`);
  return await run(runners, spec, context);
}

function worksOnSources(spec: JobSpec): spec is SpecOf<SourceKind> {
  return spec.kind === 'analyse' || spec.kind === 'extract';
}

async function run<K extends JobKind>(
  runners: JobRunners,
  spec: SpecOf<K>,
  context: ContextOf<K>,
): Promise<JobOutcome> {
  const runner: JobRunner<K> = runners[spec.kind];
  return await runner(spec, context);
}
