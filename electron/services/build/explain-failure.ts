import type { BuildFailure } from '../../contract';
import type { BuildTracker } from '../../core/build/build-tracker';
import { dockerfileFault } from '../../core/build/dockerfile-fault';
import { failureHelp } from '../../core/build/failure-help';
import { locateStep } from '../../core/build/locate-step';
import { toAppError } from '../../core/coded-error';
import { type IgnoreRules, noRules, readIgnoreRules } from './ignore-rules';
import type { ResolvedContext } from './inspect-context';
import { dockerfileText } from './small-file';

/** Of a log only the end says why it ended. */
const END = 4_000;

/** Where a build failed and what usually helps; null when neither a step nor the Dockerfile did, or its files are gone. */
export async function explainFailure(
  build: BuildTracker,
  context: Pick<ResolvedContext, 'folder' | 'dockerfile'> | null,
  thrown: unknown,
): Promise<BuildFailure | null> {
  const { builder, steps } = build.run();
  const step = steps.findLast(({ state }) => state === 'failed');
  const { code, detail } = toAppError(thrown);
  try {
    const [text, rules] = context === null ? ['', noRules] : await filesOf(context);
    const fault = dockerfileFault(detail, text);
    if (step === undefined) return fault && { step: '', lines: fault.lines, help: 'dockerfile', params: {} };
    const lines = locateStep(text, step, builder);
    if (fault !== null || code === 'bad-reference')
      return { step: step.id, lines: lines ?? fault?.lines ?? null, help: 'dockerfile', params: {} };
    // The step's own words first: they name what the builder only counts.
    const said = [build.stepLog(step.id).slice(-END), step.error, detail].join('\n');
    const help = failureHelp({
      text: step.text,
      said,
      ignoredBy: (path) => {
        const by = rules.ignores(path) ? rules.decides(path) : null;
        return by === null ? null : { ...by, file: rules.file };
      },
    });
    return { step: step.id, lines, ...help };
  } catch {
    // The build's own error is told; that its files cannot be read any more adds nothing to it.
    return null;
  }
}

async function filesOf({
  folder,
  dockerfile,
}: Pick<ResolvedContext, 'folder' | 'dockerfile'>): Promise<[string, IgnoreRules]> {
  return await Promise.all([dockerfileText(dockerfile), readIgnoreRules(folder, dockerfile)]);
}
