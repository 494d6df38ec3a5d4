import { clsx } from 'clsx';
import { memo, type ReactNode } from 'react';
import type { Column } from './table-columns';

export interface TableRowProps<R> {
  row: R;
  index: number;
  height: number;
  name: string;
  /** The visible columns; the same array until columns are shown, hidden or moved. */
  columns: readonly Column<R>[];
  chosen: boolean;
  current: boolean;
  /** The one row that Tab leads to. */
  reachable: boolean;
  className: string;
}

function Row<R>({
  row,
  index,
  height,
  name,
  columns,
  chosen,
  current,
  reachable,
  className,
}: TableRowProps<R>) {
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-label={name}
      aria-selected={chosen}
      tabIndex={reachable ? 0 : -1}
      style={{ transform: `translateY(${index * height}px)`, height }}
      className={clsx(
        'absolute inset-x-0 top-0 grid border-b [contain:strict] border-line outline-offset-[-2px] [grid-template-columns:var(--columns)]',
        chosen ? 'bg-selected' : 'hover:bg-hover',
        current && !chosen && 'bg-hover',
        className,
      )}
    >
      <Mark chosen={chosen} />
      {columns.map((column) => (
        <Cell key={column.id} end={column.align === 'end'}>
          {column.render(row)}
        </Cell>
      ))}
    </tr>
  );
}

/** Rows are drawn anew only when something of theirs changed; scrolling through 10,000 depends on it. */
export const TableRow = memo(Row) as typeof Row;

/** The tick before a row; a picture of `aria-selected`, pressed through the row. */
function Mark({ chosen }: { chosen: boolean }) {
  return (
    <td data-mark className="flex items-center justify-center">
      <span
        className={clsx(
          'flex size-4 items-center justify-center rounded-sm border',
          chosen ? 'border-accent-fill bg-accent-fill text-on-accent' : 'border-line-strong bg-raised',
        )}
      >
        {chosen && (
          <svg aria-hidden="true" viewBox="0 0 12 12" width="10" height="10" fill="none">
            <path d="M2 6.5 5 9.5 10 3" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
          </svg>
        )}
      </span>
    </td>
  );
}

function Cell({ end, children }: { end: boolean; children: ReactNode }) {
  return (
    <td className={clsx('flex min-w-0 items-center px-2', end && 'justify-end text-right')}>{children}</td>
  );
}
