import { pullProgress } from '../../core/progress';
import { pullImage } from '../../engine/pull-image';
import type { JobRunner } from './job-context';
import { logLine } from './log-line';

/** Pulls one reference, or all tags of a repository. */
export const runPull: JobRunner<'pull'> = async (spec, context) => {
  const progress = pullProgress();
  context.show(progress);
  const credentials = await context.credentialsFor(spec.reference);
  const { reference, platform, allTags } = spec;
  const messages = pullImage(context.engine, { reference, platform, allTags, credentials }, context);
  for await (const message of messages) {
    progress.fold(message);
    context.log(logLine(message));
    context.changed();
  }
  const { digest, upToDate, references, imageIds } = progress.outcome();
  return { result: { digest, upToDate, references, imageIds, bytes: progress.bytes().total } };
};
