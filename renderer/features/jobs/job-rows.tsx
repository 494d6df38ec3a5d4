import { clsx } from 'clsx';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobRow, JobSnapshot } from '../../api/contract';
import { useFormat } from '../../i18n/use-format';
import { ProgressBar } from '../../ui/progress-bar';
import { amountOf, isActive, isReady, nameOf, rowsAreLayers } from './describe-job';
import { fractionOf } from './job-list';

/** It scrolls without holding a control, so it must take the focus itself. */
const reachable = { tabIndex: 0 };

/** The parts of a job at work: layers, references, files. Many stand in several columns. */
export function JobRows({ job, label }: { job: JobSnapshot; label: string }) {
  const wide = !rowsAreLayers(job.spec.kind);
  return (
    <section
      aria-label={label}
      {...reachable}
      className={clsx(
        'grid max-h-44 gap-x-6 gap-y-0.5 overflow-y-auto rounded-md border border-line bg-sunken px-3 py-2 outline-offset-[-2px]',
        wide ? 'grid-cols-1' : 'grid-cols-[repeat(auto-fill,minmax(330px,1fr))]',
      )}
    >
      {job.rows.map((row) => (
        <Row key={row.id} row={row} wide={wide} />
      ))}
    </section>
  );
}

/** Drawn again only when its row is another object: see `shareRows`. */
const Row = memo(function Row({ row, wide }: { row: JobRow; wide: boolean }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const amount = amountOf(row, t, format);
  return (
    <div className="flex h-5 min-w-0 items-center gap-2 text-sm [contain-intrinsic-size:20px] [content-visibility:auto]">
      <span
        className={clsx('truncate font-mono text-xs', wide ? 'min-w-0 flex-1' : 'w-[92px] shrink-0')}
        title={row.label}
      >
        {nameOf(row.label)}
      </span>
      <span className={clsx('w-[84px] shrink-0 truncate', phaseTone(row))}>{t(`phases.${row.phase}`)}</span>
      {!(wide && row.unit === 'items') && (
        <ProgressBar
          label={row.label}
          value={shareOf(row)}
          tone={barTone(row)}
          className={wide ? 'max-w-40' : 'min-w-6 flex-1'}
        />
      )}
      <span className="w-[112px] shrink-0 truncate text-right text-xs text-faint">{amount}</span>
    </div>
  );
});

/** Nothing yet, all of it, a counted part, or null for work that cannot be counted. */
function shareOf(row: JobRow): number | null {
  if (isReady(row)) return 1;
  if (!isActive(row)) return 0;
  return fractionOf(row.current, row.total);
}

function barTone(row: JobRow): 'accent' | 'success' | 'danger' | 'neutral' {
  if (row.phase === 'failed') return 'danger';
  if (row.phase === 'exists' || row.phase === 'cached') return 'neutral';
  return row.phase === 'done' ? 'success' : 'accent';
}

function phaseTone(row: JobRow): string {
  if (row.phase === 'failed') return 'text-danger';
  return isActive(row) ? 'text-fg' : 'text-faint';
}
