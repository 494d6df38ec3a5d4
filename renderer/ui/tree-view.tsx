import { clsx } from 'clsx';
import { type ReactNode, type Ref, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { TableSort } from './table-columns';
import { columnsThatFit, type TreeColumn, treeTracks } from './tree-columns';
import { TreeHeader } from './tree-header';
import type { TreePlaceOf } from './tree-line';
import { TreeLines, type TreeLinesHandle } from './tree-lines';
import { useWidth } from './use-width';

export interface TreeViewHandle {
  /** Puts the focus on the current line, else on the first. */
  focus: () => void;
  /** Scrolls a line into sight. */
  reveal: (index: number) => void;
}

export interface TreeViewProps<R> {
  /** Name of the tree. */
  label: string;
  nameTitle: string;
  count: number;
  /** Undefined while the row is on its way; keep row objects that did not change. */
  rowAt: (index: number) => R | undefined;
  rowKey: (row: R) => string | number;
  placeOf: (row: R) => TreePlaceOf;
  renderName: (row: R) => ReactNode;
  rowClass?: (row: R) => string;
  /** Behind the name, most important first: what does not fit is left out. */
  columns: readonly TreeColumn<R>[];
  sort: TableSort | null;
  onSort: (sort: TableSort) => void;
  /** -1 for none. */
  current: number;
  onCurrent: (index: number) => void;
  onToggle: (index: number, open: boolean) => void;
  /** A press or Enter. */
  onOpen: (index: number) => void;
  /** Left arrow on what is no open folder. */
  onParent: (index: number) => void;
  onOpenAll: () => void;
  /** The next line after `from` whose name begins so, around the end too; null when there is none. */
  onSeek: (start: string, from: number) => Promise<number | null>;
  /** Lines in sight, the end excluded. */
  onWindow: (start: number, end: number) => void;
  /** Stands in for the lines when there are none. */
  empty?: ReactNode;
  ref?: Ref<TreeViewHandle>;
  className?: string;
}

const indents = { wide: 16, narrow: 11 };
const narrow = 480;

/** A tree of any length with columns: only the lines in sight are in the document, and their rows may come late. */
export function TreeView<R>(props: TreeViewProps<R>) {
  // State and not a ref: what is inside must be drawn again once the element is there.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame) ?? 0;
  const lines = useRef<TreeLinesHandle>(null);
  const columns = useMemo(() => columnsThatFit(props.columns, width), [props.columns, width]);
  const tracks = treeTracks(columns);
  useImperativeHandle(props.ref, () => ({
    focus: () => lines.current?.focus(),
    reveal: (index) => lines.current?.reveal(index),
  }));
  return (
    <div ref={frame} className={clsx('flex min-h-0 min-w-0 flex-1 flex-col', props.className)}>
      <div ref={setScroller} className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden">
        <TreeHeader
          columns={[{ id: 'name', title: props.nameTitle, sortable: true }, ...columns]}
          tracks={tracks}
          sort={props.sort}
          onSort={props.onSort}
        />
        <TreeLines
          {...props}
          ref={lines}
          scroller={scroller}
          columns={columns}
          tracks={tracks}
          indent={width < narrow ? indents.narrow : indents.wide}
        />
        {/* Beneath the header, so that nothing has to be scrolled. */}
        {props.count === 0 && <div className="h-[calc(100%-29px)]">{props.empty}</div>}
      </div>
    </div>
  );
}
