import type { ItemReport, JobRow } from '../../contract';
import { toAppError } from '../../core/coded-error';
import { type Progress, pushProgress, type TransferBytes } from '../../core/progress';
import { pushImage } from '../../engine/push-image';
import type { JobContext, JobOutcome, JobRunner } from './job-context';
import { logLine } from './log-line';

/** Pushes references one after the other, as `docker push --all-tags` does, and goes on after failures. */
export const runPush: JobRunner<'push'> = async ({ references }, context) => {
  const pushes = references.map((reference) => ({ reference, progress: pushProgress() }));
  context.show({
    rows: () =>
      pushes.flatMap(({ reference, progress }, index) => namedRows(reference, index, progress, references)),
    bytes: () => sumOf(pushes.map(({ progress }) => progress.bytes())),
  });
  const items: ItemReport[] = [];
  for (const { reference, progress } of pushes) {
    if (context.signal.aborted) return { ...outcomeOf(items, []), stopped: true };
    items.push(await pushOne(reference, progress, context));
  }
  return outcomeOf(
    items,
    pushes.map(({ progress }) => progress),
  );
};

async function pushOne(reference: string, progress: Progress, context: JobContext): Promise<ItemReport> {
  try {
    const credentials = await context.credentialsFor(reference);
    for await (const message of pushImage(context.engine, { reference, credentials }, context)) {
      progress.fold(message);
      context.log(logLine(message));
      context.changed();
    }
    return { target: reference, outcome: 'pushed', detail: progress.outcome().digest ?? '', error: null };
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    const error = toAppError(thrown);
    context.log(`${reference}: ${error.detail}\n`);
    return { target: reference, outcome: 'failed', detail: error.detail, error };
  }
}

function outcomeOf(items: ItemReport[], progress: Progress[]): JobOutcome {
  const outcomes = progress.map((each) => each.outcome());
  const result = {
    items,
    references: items.filter(({ error }) => error === null).map(({ target }) => target),
    digest: outcomes.length === 1 ? (outcomes[0]?.digest ?? null) : null,
    upToDate: outcomes.every(({ upToDate }) => upToDate),
    bytes: sumOf(progress.map((each) => each.bytes())).total,
  };
  const error = items.find((item) => item.error !== null)?.error;
  return error ? { result, error } : { result };
}

/** Tags of one image have the same layers: rows of several pushes need the tag to be told apart. */
function namedRows(reference: string, index: number, progress: Progress, all: string[]): JobRow[] {
  if (all.length === 1) return progress.rows();
  return progress
    .rows()
    .map((row) => ({ ...row, id: `${index}/${row.id}`, label: `${reference} ${row.label}` }));
}

function sumOf(bytes: TransferBytes[]): TransferBytes {
  const add = (one: number | null, other: number | null) =>
    one === null && other === null ? null : (one ?? 0) + (other ?? 0);
  return bytes.reduce(
    (sum, each) => ({
      current: add(sum.current, each.current),
      total: add(sum.total, each.total),
      complete: sum.complete && each.complete,
    }),
    { current: null, total: null, complete: true },
  );
}
