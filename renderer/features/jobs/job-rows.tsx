import { clsx } from 'clsx';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobRow, JobSnapshot } from '../../api/contract';
import { useFormat } from '../../i18n/use-format';
import { ProgressBar } from '../../ui/progress-bar';
import { amountOf, isActive, isReady, nameOf, rowsAreLayers } from './describe-job';
import { groupRows, type RowGroup } from './group-rows';
import { fractionOf } from './job-list';

/** It scrolls without holding a control, so it must take the focus itself. */
const reachable = { tabIndex: 0 };

/** The parts of a job at work: layers in as many columns as fit, anything else one below the other. */
export function JobRows({ job, label }: { job: JobSnapshot; label: string }) {
  const layers = rowsAreLayers(job.spec.kind);
  return (
    <section
      aria-label={label}
      {...reachable}
      className="max-h-44 overflow-y-auto rounded-md border border-line bg-sunken px-3 py-2 outline-offset-[-2px]"
    >
      {layers ? (
        groupRows(job.rows).map((group) => <LayerGroup key={group.name} group={group} />)
      ) : (
        <div className="flex flex-col gap-0.5">
          {job.rows.map((row) => (
            <Row key={row.id} row={row} label={nameOf(row.label)} wide />
          ))}
        </div>
      )}
    </section>
  );
}

function LayerGroup({ group: { name, rows } }: { group: RowGroup }) {
  return (
    <div className="pb-1 last:pb-0">
      {name !== '' && <p className="truncate font-mono text-xs text-muted">{name}</p>}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(330px,1fr))] gap-x-6 gap-y-0.5">
        {rows.map(({ row, label }) => (
          <Row key={row.id} row={row} label={label} wide={false} />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  row: JobRow;
  label: string;
  /** Has a line of its own, with room for a name. */
  wide: boolean;
}

/** Drawn again only when its row is another object: see `shareRows`. */
const Row = memo(function Row({ row, label, wide }: RowProps) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const amount = amountOf(row, t, format);
  return (
    <div className="flex h-5 min-w-0 items-center gap-2 text-sm [contain-intrinsic-size:20px] [content-visibility:auto]">
      <span
        className={clsx('truncate font-mono text-xs', wide ? 'min-w-0 flex-1' : 'w-[92px] shrink-0')}
        title={row.label}
      >
        {label}
      </span>
      <span className={clsx('w-[84px] shrink-0 truncate', phaseTone(row))}>{t(`phases.${row.phase}`)}</span>
      {!(wide && row.unit === 'items') && (
        <ProgressBar
          label={label}
          value={shareOf(row)}
          tone={barTone(row)}
          className={wide ? 'max-w-40' : 'min-w-6 flex-1'}
        />
      )}
      <span className="w-[112px] shrink-0 truncate text-right text-xs text-faint">{amount}</span>
    </div>
  );
});

/** All of it, the counted part, nothing of what waits, or null for work that goes on and cannot be counted. */
function shareOf(row: JobRow): number | null {
  if (isReady(row)) return 1;
  const share = fractionOf(row.current, row.total);
  return isActive(row) ? share : (share ?? 0);
}

function barTone(row: JobRow): 'accent' | 'success' | 'danger' | 'neutral' {
  if (row.phase === 'failed') return 'danger';
  // A layer that was downloaded waits for its turn to be extracted.
  if (row.phase === 'exists' || row.phase === 'cached' || row.phase === 'waiting') return 'neutral';
  return row.phase === 'done' ? 'success' : 'accent';
}

function phaseTone(row: JobRow): string {
  if (row.phase === 'failed') return 'text-danger';
  return isActive(row) ? 'text-fg' : 'text-faint';
}
