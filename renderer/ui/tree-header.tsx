import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { TableSort } from './table-columns';
import type { TreeColumn } from './tree-columns';

export interface TreeHeaderProps<R> {
  /** The column of names first. */
  columns: readonly Omit<TreeColumn<R>, 'render' | 'width'>[];
  tracks: string;
  sort: TableSort | null;
  onSort: (sort: TableSort) => void;
}

/** Headings that sort, above the lines and outside of the tree. */
export function TreeHeader<R>({ columns, tracks, sort, onSort }: TreeHeaderProps<R>) {
  return (
    <div
      style={{ gridTemplateColumns: tracks }}
      className="sticky top-0 z-10 grid h-7 border-b border-line bg-surface text-sm font-medium text-muted"
    >
      {columns.map((column) => (
        <Heading key={column.id} column={column} sort={sort} onSort={onSort} />
      ))}
    </div>
  );
}

function Heading<R>({
  column,
  sort,
  onSort,
}: Pick<TreeHeaderProps<R>, 'sort' | 'onSort'> & { column: TreeHeaderProps<R>['columns'][number] }) {
  const active = sort?.column === column.id;
  const descending = active && sort.descending;
  const Arrow = descending ? ArrowDown : ArrowUp;
  const end = column.align === 'end';
  if (!column.sortable) {
    return (
      <span className={clsx('flex min-w-0 items-center px-2', end && 'flex-row-reverse')}>
        <span className="truncate">{column.title}</span>
      </span>
    );
  }
  const next = active ? !descending : (column.descendingFirst ?? false);
  return (
    <button
      type="button"
      aria-pressed={active}
      onClick={() => onSort({ column: column.id, descending: next })}
      className={clsx(
        'flex min-w-0 items-center gap-1 px-2 outline-offset-[-2px] hover:text-fg',
        end && 'flex-row-reverse',
        active && 'text-fg',
      )}
    >
      <span className="truncate">{column.title}</span>
      <Arrow aria-hidden size={12} className={clsx('shrink-0', !active && 'invisible')} />
    </button>
  );
}
