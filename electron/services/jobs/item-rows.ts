import type { ItemReport, JobRow } from '../../contract';
import { toAppError } from '../../core/coded-error';
import type { JobContext, JobOutcome } from './job-context';

/** What one item of a bulk job came to, except failing. */
export type ItemDone = Omit<ItemReport, 'target' | 'error'>;

/**
 * Works through items one after the other, a row each, and goes on after failures: one report for all. The job
 * fails when an item did, with that item's error. Stops between two items when the job is cancelled.
 */
export async function eachItem(
  targets: string[],
  context: JobContext,
  work: (target: string) => Promise<ItemDone[]>,
): Promise<JobOutcome & { result: { items: ItemReport[] } }> {
  const rows = targets.map(waitingRow);
  const items: ItemReport[] = [];
  context.show({ rows: () => rows.map((row) => ({ ...row })) });
  for (const [index, target] of targets.entries()) {
    if (context.signal.aborted) return { result: { items }, stopped: true };
    const report = await tryItem(target, work);
    items.push(...report);
    const row = rows[index];
    if (row) row.phase = report.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'done';
    context.log(report.map(reportLine).join(''));
    context.changed();
  }
  const error = items.find((item) => item.error !== null)?.error;
  return error ? { result: { items }, error } : { result: { items } };
}

async function tryItem(target: string, work: (target: string) => Promise<ItemDone[]>): Promise<ItemReport[]> {
  try {
    return (await work(target)).map((done) => ({ ...done, target, error: null }));
  } catch (thrown) {
    const error = toAppError(thrown);
    return [{ target, outcome: 'failed', detail: error.detail, error }];
  }
}

const waitingRow = (target: string): JobRow => ({
  id: target,
  label: target,
  phase: 'waiting',
  current: null,
  total: null,
  unit: 'items',
});

function reportLine({ target, outcome, detail }: ItemReport): string {
  return `${target}: ${outcome}${detail === '' ? '' : ` ${detail}`}\n`;
}
