import { type ComponentType, Suspense, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../api/engine';
import type { SearchFieldHandle } from '../../ui/search-field';
import { SplitPane } from '../../ui/split-pane';
import { type SelectionMode, selectAll, selectNone, type TableSelection } from '../../ui/table-selection';
import type { VirtualTableHandle } from '../../ui/virtual-table';
import { useImageList } from './data/use-image-list';
import { usePrefetch } from './data/use-prefetch';
import { DetailsSkeleton } from './details/details-skeleton';
import type { ImageAddress, ImageDetailsProps } from './details/image-details';
import { useChosenFromAddress } from './details/use-chosen-from-address';
import { useDetails } from './details/use-details';
import { useGone } from './details/use-gone';
import { useReadAhead } from './details/use-read-ahead';
import { ImageColumnMenu, ImageTable } from './list/image-table';
import { ListFailed, ListSkeleton, NoImages, NothingFound } from './list/list-states';
import { useListState } from './list/list-store';
import { ListToolbar } from './list/list-toolbar';
import { SelectionBar } from './list/selection-bar';
import { useChooseAllKey } from './list/use-choose-all-key';
import { useImageOperations } from './list/use-image-operations';
import { useListActions } from './list/use-list-actions';
import { useListSettings } from './list/use-list-settings';
import { useRowMenu } from './list/use-row-menu';
import { useSelectedImages } from './list/use-selected-images';
import { useShownImages } from './list/use-shown-images';

export interface ImagesOfEngineProps {
  engineId: string;
  address: ImageAddress | null;
  /** Draws the details; it may be loaded late, the list comes first. */
  details: ComponentType<Omit<ImageDetailsProps, 'parts'>>;
}

/** List and details of one engine's images, and what ties them together. */
export function ImagesOfEngine({ engineId, address, details: Details }: ImagesOfEngineProps) {
  const { t } = useTranslation('images');
  const { data: list, error, refetch } = useImageList(engineId);
  const { connected } = useEngine();
  // Main says so too, but a lost connection is known here first.
  const stale = list !== undefined && (list.stale || !connected);
  const text = useListState((state) => state.text);
  const { sort, detailsWidth, changeDetailsWidth } = useListSettings();
  const { images, problems, filtered } = useShownImages(engineId, list?.images, sort, text);
  const { selection, chosen, setSelection } = useSelectedImages(engineId, images);
  const operationsOn = useImageOperations();
  const operations = useMemo(() => operationsOn(chosen), [operationsOn, chosen]);
  const details = useDetails(engineId, address);
  const prefetch = usePrefetch(engineId, details.tab);
  const frame = useRef<HTMLDivElement>(null);
  const table = useRef<VirtualTableHandle>(null);
  const search = useRef<SearchFieldHandle>(null);
  const order = useMemo(() => images.map(({ id }) => id), [images]);
  const menu = useRowMenu(images, operationsOn, details.show);

  const summary = useMemo(
    () => (address ? list?.images.find(({ id }) => id === address.id) : undefined),
    [address, list],
  );
  const gone = useGone(address?.id, summary !== undefined, stale);
  useChosenFromAddress(address, summary, selection, setSelection, table);
  useReadAhead(order, selection.current, prefetch);

  const chooseAll = () => setSelection(selectAll(selection, order));
  useChooseAllKey(frame, chooseAll);
  useListActions({
    engineId,
    chosen,
    operations,
    detailsOpen: address !== null,
    chooseAll,
    closeDetails: details.close,
  });

  const onSelection = (next: TableSelection, mode: SelectionMode) => {
    setSelection(next);
    if (mode === 'only' && next.current !== null) details.follow(next.current);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ListToolbar
        searchRef={search}
        onLeaveSearch={() => table.current?.focus()}
        columnMenu={<ImageColumnMenu engineId={engineId} />}
      />
      <SelectionBar
        list={list}
        stale={stale}
        shown={images}
        filtered={filtered}
        chosen={chosen}
        operations={operations}
        onChooseNone={() => setSelection(selectNone(selection))}
      />
      <SplitPane
        label={t('details.resize')}
        size={detailsWidth}
        onResize={changeDetailsWidth}
        first={
          <div ref={frame} className="flex min-h-0 flex-1 flex-col">
            {list === undefined && error === null && <ListSkeleton />}
            {list === undefined && error !== null && (
              <ListFailed error={error} onRetry={() => void refetch()} />
            )}
            {list !== undefined && (
              <ImageTable
                ref={table}
                engineId={engineId}
                images={images}
                sort={sort}
                selection={selection}
                onSelection={onSelection}
                onOpen={(image) => details.show(image.id)}
                onHover={(image) => prefetch(image.id)}
                menu={menu}
                stale={stale}
                empty={
                  filtered ? <NothingFound total={list.images.length} problems={problems} /> : <NoImages />
                }
              />
            )}
          </div>
        }
        second={
          address && (
            <Suspense fallback={<DetailsSkeleton />}>
              <Details
                engineId={engineId}
                address={address}
                summary={summary}
                gone={gone}
                onTab={details.showTab}
                onClose={details.close}
              />
            </Suspense>
          )
        }
      />
    </div>
  );
}
