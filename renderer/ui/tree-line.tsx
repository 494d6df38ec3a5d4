import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { TreeColumn } from './tree-columns';

/** How a row stands in a tree. */
export interface TreePlaceOf {
  name: string;
  /** What screen readers say after the name. */
  description: string;
  depth: number;
  /** Null for what has nothing in it. */
  open: boolean | null;
}

export interface TreeLineProps<R> {
  /** Undefined while it is on its way. */
  row: R | undefined;
  index: number;
  height: number;
  tracks: string;
  columns: readonly TreeColumn<R>[];
  placeOf: (row: R) => TreePlaceOf;
  renderName: (row: R) => ReactNode;
  rowClass: ((row: R) => string) | undefined;
  chosen: boolean;
  reachable: boolean;
  /** How far each level stands in, pixels. */
  indent: number;
}

function Line<R>(props: TreeLineProps<R>) {
  const { row, index, height, tracks, chosen, reachable } = props;
  const place = row === undefined ? null : props.placeOf(row);
  return (
    <div
      role="treeitem"
      data-index={index}
      aria-label={place?.name ?? '…'}
      aria-description={place?.description}
      aria-level={(place?.depth ?? 0) + 1}
      aria-expanded={place?.open ?? undefined}
      aria-selected={chosen}
      tabIndex={reachable ? 0 : -1}
      style={{ transform: `translateY(${index * height}px)`, height, gridTemplateColumns: tracks }}
      className={clsx(
        'absolute inset-x-0 top-0 grid items-center [contain:strict] outline-offset-[-2px]',
        chosen ? 'bg-selected' : 'hover:bg-hover',
        row !== undefined && props.rowClass?.(row),
      )}
    >
      {row !== undefined && place !== null && <Content {...props} row={row} place={place} />}
    </div>
  );
}

/** Lines are drawn anew only when something of theirs changed; scrolling through 300,000 depends on it. */
export const TreeLine = memo(Line) as typeof Line;

/** Deeper levels stand no further in, or there would be no room for their names. */
const deepest = 14;
/** Room for the arrow, the signs and the beginning of a name, pixels; columns may leave less than `deepest` needs. */
const leastContent = 130;

function standsIn(indent: number, depth: number): string {
  return `min(${4 + indent * Math.min(depth, deepest)}px, max(4px, 100% - ${leastContent}px))`;
}

function Content<R>({
  row,
  place,
  columns,
  indent,
  renderName,
}: TreeLineProps<R> & { row: R; place: TreePlaceOf }) {
  return (
    <>
      <span
        className="flex h-full min-w-0 items-center gap-1 pr-2"
        style={{ paddingLeft: standsIn(indent, place.depth) }}
      >
        <span data-fold className="flex h-full w-4 shrink-0 items-center justify-center">
          {place.open !== null && (
            <ChevronRight
              aria-hidden
              size={13}
              className={clsx('text-faint transition-transform', place.open && 'rotate-90')}
            />
          )}
        </span>
        {renderName(row)}
      </span>
      {columns.map((column) => (
        <span
          key={column.id}
          className={clsx('flex min-w-0 items-center px-2', column.align === 'end' && 'justify-end')}
        >
          {column.render(row)}
        </span>
      ))}
    </>
  );
}
