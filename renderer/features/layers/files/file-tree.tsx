import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeRow } from '../../../api/contract';
import { TreeView, type TreeViewHandle } from '../../../ui/tree-view';
import { isFiltering, toggleFolder } from '../browser/browser-state';
import { useBrowser, useBrowserCommands, useScope } from '../browser/browser-store';
import { useFileColumns } from './file-columns';
import { FileName } from './file-name';
import type { RowSource, RowsShown } from './row-source';
import { useFilePlace } from './use-file-place';

export interface FileTreeProps {
  source: RowSource;
  shown: RowsShown;
  /** Stands in for the rows when there are none. */
  empty: ReactNode;
}

/** The file system of the selected layers with what they did to it. */
export function FileTree({ source, shown, empty }: FileTreeProps) {
  const { t } = useTranslation('layers');
  const { store } = useScope();
  const { openFile } = useBrowserCommands();
  const handle = useRef<TreeViewHandle>(null);
  const sort = useBrowser((state) => state.sort);
  const flat = useBrowser((state) => state.shape === 'largest');
  const plain = useBrowser((state) => state.from === 0);
  const current = useCurrentLine(source, shown, handle);
  const columns = useFileColumns(useWholeSize(shown));
  const { rows } = shown;
  const rowAt = useCallback((index: number) => rows.get(index), [rows]);
  const placeOf = useFilePlace();
  const renderName = useMemo(
    () => (row: TreeRow) => <FileName row={row} flat={flat} plain={plain} />,
    [flat, plain],
  );

  const setCurrent = (index: number) => {
    const row = rows.get(index);
    if (row) store.setState({ current: row.node });
  };
  const toggle = (index: number, open: boolean) => {
    const row = rows.get(index);
    if (!row) return;
    const seenOpen = [...rows.values()].filter((one) => one.open).map(({ node }) => node);
    store.setState((state) =>
      isFiltering(state.filter)
        ? { current: row.node }
        : { open: toggleFolder(state.open, row.node, open, seenOpen), current: row.node },
    );
  };
  const openRow = (index: number) => {
    const row = rows.get(index);
    if (!row) return;
    openFile(row);
    if (row.hasChildren) toggle(index, !row.open);
  };
  const goToParent = async (index: number) => {
    const row = rows.get(index);
    const parent = row && (await source.locate(row.node))?.parents.at(-1);
    if (parent === undefined || parent === 0) return;
    const place = await source.locate(parent);
    if (place === null || place.row === null) return;
    handle.current?.reveal(place.row);
    store.setState({ current: parent });
  };
  return (
    <TreeView
      ref={handle}
      label={t('files.label')}
      nameTitle={t('files.name')}
      count={shown.outline?.rows ?? 0}
      rowAt={rowAt}
      rowKey={keyOf}
      placeOf={placeOf}
      renderName={renderName}
      rowClass={classOf}
      columns={columns}
      sort={flat ? bySize : sort}
      onSort={({ column, descending }) =>
        store.setState({ sort: { column: sortable(column), descending }, shape: 'tree' })
      }
      current={current}
      onCurrent={setCurrent}
      onToggle={toggle}
      onOpen={openRow}
      onParent={(index) => void goToParent(index)}
      onOpenAll={() => store.setState({ open: 'all' })}
      onSeek={(start, from) => source.seek(start, from)}
      onWindow={(start, end) => source.want(start, end)}
      empty={empty}
    />
  );
}

function sortable(column: string): 'name' | 'size' | 'time' {
  return column === 'size' || column === 'time' ? column : 'name';
}

const bySize = { column: 'size', descending: true };

/** Bytes of all that the selected layers show, of which a filter's findings are a part. */
function useWholeSize({ view, outline }: RowsShown): number {
  const { analysis } = useScope();
  const [whole, setWhole] = useState(analysis.visibleBytes);
  const known = view?.filter === null && outline ? outline.bytes : whole;
  if (known !== whole) setWhole(known);
  return known;
}

const keyOf = (row: TreeRow) => row.node;
const classOf = (row: TreeRow) => (row.change === 'removed' ? 'text-muted' : '');

/** The index of the current node, and the tree led to a node when somebody wishes so. */
function useCurrentLine(
  source: RowSource,
  shown: RowsShown,
  handle: React.RefObject<TreeViewHandle | null>,
): number {
  const { store } = useScope();
  const current = useBrowser((state) => state.current);
  const reveal = useBrowser((state) => state.reveal);
  const wished = useRef(0);
  useEffect(() => {
    if (reveal === null || reveal.wish === wished.current || shown.waiting) return;
    let valid = true;
    const led = source.locate(reveal.node).then((place) => {
      if (!valid || place === null) return;
      if (place.row !== null) {
        wished.current = reveal.wish;
        handle.current?.reveal(place.row);
        source.want(place.row, place.row + 1);
        return;
      }
      store.setState(({ open }) => (open === 'all' ? {} : { open: new Set([...open, ...place.parents]) }));
    });
    void led;
    return () => {
      valid = false;
    };
  }, [reveal, shown, source, store, handle]);
  return useMemo(() => indexOfNode(shown.rows, current), [shown.rows, current]);
}

function indexOfNode(rows: RowsShown['rows'], node: number | null): number {
  if (node === null) return -1;
  for (const [index, row] of rows) if (row.node === node) return index;
  return -1;
}
