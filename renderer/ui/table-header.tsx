import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from './checkbox';
import { columnItems } from './column-menu';
import { ContextMenu } from './context-menu';
import type { MenuItem } from './menu-items';
import { type ColumnState, changeColumn, minimum, type PlacedColumn, type TableSort } from './table-columns';

export interface TableHeaderProps<R> {
  /** All columns, hidden ones too. */
  columns: readonly PlacedColumn<R>[];
  sort: TableSort | null;
  onSort: ((sort: TableSort) => void) | undefined;
  onColumnState: ((state: ColumnState[]) => void) | undefined;
  /** Width while it is dragged. */
  onDrag: (drag: { id: string; width: number } | null) => void;
  /** Whether all, some or no rows are chosen. */
  chosen: boolean | 'indeterminate';
  onChooseAll: (all: boolean) => void;
}

export function TableHeader<R>(props: TableHeaderProps<R>) {
  const { columns, chosen, onChooseAll } = props;
  const { t } = useTranslation();
  return (
    <ContextMenu label={t('columns')} items={(target) => headerItems(props, target, t('hideColumn'))}>
      <thead className="sticky top-0 z-10 block [overflow-x:clip] border-b border-line bg-surface">
        <tr aria-rowindex={1} className="grid h-8 [grid-template-columns:var(--columns)]">
          <th scope="col" className="flex items-center justify-center">
            <Checkbox hideLabel label={t('selectAll')} checked={chosen} onChange={onChooseAll} />
          </th>
          {columns
            .filter((column) => !column.hidden)
            .map((column) => (
              <HeaderCell key={column.id} {...props} column={column} />
            ))}
        </tr>
      </thead>
    </ContextMenu>
  );
}

function headerItems<R>(props: TableHeaderProps<R>, target: Element | null, hide: string): MenuItem[] {
  const { columns, onColumnState } = props;
  if (!onColumnState) return [];
  const id = target?.closest<HTMLElement>('[data-column]')?.dataset.column;
  const pressed = columns.find((column) => column.id === id && !column.fixed);
  const toggles = columnItems(columns, onColumnState);
  if (!pressed) return toggles;
  const onSelect = () => onColumnState(changeColumn(columns, pressed.id, { hidden: true }));
  return [{ label: hide, onSelect }, 'separator', ...toggles];
}

type CellProps<R> = TableHeaderProps<R> & { column: PlacedColumn<R> };

function HeaderCell<R>(props: CellProps<R>) {
  const { column, sort, onSort, onColumnState } = props;
  return (
    <th
      scope="col"
      data-column={column.id}
      aria-sort={column.sortable ? directionOf(column, sort) : undefined}
      className="relative flex min-w-0 items-center text-sm font-medium text-muted"
    >
      {column.sortable && onSort ? (
        <SortButton {...props} onSort={onSort} />
      ) : (
        <span className={clsx('w-full truncate px-2', column.align === 'end' ? 'text-right' : 'text-left')}>
          {column.title}
        </span>
      )}
      {onColumnState && <ResizeHandle {...props} />}
    </th>
  );
}

function directionOf<R>(
  column: PlacedColumn<R>,
  sort: TableSort | null,
): 'ascending' | 'descending' | 'none' {
  if (sort?.column !== column.id) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}

function SortButton<R>(props: CellProps<R> & { onSort: (sort: TableSort) => void }) {
  const { column, sort, onSort } = props;
  const direction = directionOf(column, sort);
  const descending = direction === 'none' ? (column.descendingFirst ?? false) : direction === 'ascending';
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={() => onSort({ column: column.id, descending })}
      onKeyDown={(event) => resizeByKey(event, column, props)}
      className={clsx(
        'flex h-full w-full min-w-0 items-center gap-1 px-2 outline-offset-[-2px] hover:text-fg',
        column.align === 'end' && 'flex-row-reverse',
        direction !== 'none' && 'text-fg',
      )}
    >
      <span className="truncate">{column.title}</span>
      <Arrow aria-hidden size={12} className={clsx('shrink-0', direction === 'none' && 'invisible')} />
    </button>
  );
}

type ResizeProps<R> = Pick<TableHeaderProps<R>, 'columns' | 'onColumnState' | 'onDrag'>;

/** Dragged with the mouse; with keys, Shift and an arrow on the heading do the same. */
function ResizeHandle<R>({
  column,
  columns,
  onColumnState,
  onDrag,
}: ResizeProps<R> & { column: PlacedColumn<R> }) {
  const { t } = useTranslation();
  const widthAt = (event: PointerEvent) => {
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    return Math.max(column.minWidth ?? minimum, Math.round(event.clientX - left));
  };
  return (
    <hr
      aria-orientation="vertical"
      aria-label={t('resizeColumn', { column: column.title })}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        onDrag({ id: column.id, width: widthAt(event) });
      }}
      onPointerUp={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        onDrag(null);
        onColumnState?.(changeColumn(columns, column.id, { width: widthAt(event) }));
      }}
      onPointerCancel={() => onDrag(null)}
      className="absolute inset-y-1.5 -right-1 z-10 [th:last-child>&]:right-0 h-auto w-2 cursor-col-resize overflow-visible border-0 after:absolute after:inset-y-0 after:left-[3.5px] after:w-px after:bg-line hover:after:bg-accent-fill"
    />
  );
}

const keyStep = 16;

function resizeByKey<R>(event: KeyboardEvent, column: PlacedColumn<R>, props: ResizeProps<R>): void {
  if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
  event.preventDefault();
  const wanted = column.width + (event.key === 'ArrowRight' ? keyStep : -keyStep);
  const width = Math.max(column.minWidth ?? minimum, wanted);
  props.onColumnState?.(changeColumn(props.columns, column.id, { width }));
}
