import { keepPreviousData } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapCell } from '../../../api/contract';
import { useRequest } from '../../../api/requests';
import { useFormat } from '../../../i18n/use-format';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorView } from '../../../ui/error-view';
import { TreemapBox, type TreemapCell } from '../../../ui/treemap-box';
import { visibleText } from '../../../ui/visible-text';
import { type MapPlace, rootPlace } from '../browser/browser-state';
import { useBrowser, useBrowserCommands, useScope } from '../browser/browser-store';
import { mapColours } from './file-format';

const levels = 4;

/** Where the space of the selected layers goes, as areas, in step with the tree. */
export function SpaceMap() {
  const { t } = useTranslation('layers');
  const { analysis, store } = useScope();
  const { openFile } = useBrowserCommands();
  const from = useBrowser((state) => state.from);
  const to = useBrowser((state) => state.to);
  const trail = useBrowser((state) => state.mapTrail);
  const current = useBrowser((state) => state.current);
  const place = trail.at(-1) ?? rootPlace;
  const [hovered, setHovered] = useState<TreemapCell | null>(null);
  const { data, error, refetch } = useRequest(
    'layers.map',
    { treeId: analysis.treeId, from, to, node: place.node, depth: levels },
    { placeholderData: keepPreviousData },
  );
  const root = useCells(data, place.path, from === 0);
  const enter = (cell: TreemapCell) => {
    const { key } = cell;
    if (key === null || !cell.folder) return;
    store.setState({ mapTrail: [...trail, { node: key, path: pathOf(cell), name: cell.name }] });
  };
  if (error && !data) {
    const again = <Button onClick={() => void refetch()}>{t('analyse.retry')}</Button>;
    return <ErrorView size="page" error={error.appError} actions={again} />;
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Trail trail={trail} onGo={(count) => store.setState({ mapTrail: trail.slice(0, count) })} />
      {root !== null && root.size > 0 && (
        <div className="flex min-h-0 flex-1 px-2">
          <TreemapBox
            label={t('map.label')}
            root={root}
            chosen={current}
            onChoose={(cell) => cell.key !== null && openFile({ node: cell.key, path: pathOf(cell) })}
            onEnter={enter}
            onHover={setHovered}
          />
        </div>
      )}
      {root?.size === 0 && <EmptyState compact hollow title={t('map.empty')} text={t('map.emptyText')} />}
      <p className="h-6 shrink-0 truncate px-3 text-sm leading-6 text-muted">
        {hovered?.title ?? t('map.hint')}
      </p>
    </div>
  );
}

/** Cells carry their path in front of the size in their title; it is kept apart for what opens them. */
const paths = new WeakMap<TreemapCell, string>();
const pathOf = (cell: TreemapCell): string => paths.get(cell) ?? '';

function useCells(data: MapCell | undefined, path: string, plain: boolean): TreemapCell | null {
  const { t } = useTranslation('layers');
  const format = useFormat();
  return useMemo(() => {
    const cellOf = (cell: MapCell, own: string): TreemapCell => {
      const name = cell.node === null ? t('map.rest') : cell.name;
      const quiet = plain || cell.change === 'same' || cell.change === 'below';
      const made: TreemapCell = {
        key: cell.node,
        name,
        title: t('map.cell', {
          path: visibleText(cell.node === null ? name : own),
          size: format.size(cell.size),
        }),
        note: format.size(cell.size),
        size: cell.size,
        folder: cell.folder,
        className: quiet ? quietColour(cell) : mapColours[cell.change],
        children: cell.children.map((child) => cellOf(child, joined(own, child.name))),
      };
      paths.set(made, own);
      return made;
    };
    return data ? cellOf(data, path) : null;
  }, [data, path, plain, t, format]);
}

/** Files like a lit layer, folders that are shown whole in grey, those around others plain. */
function quietColour({ node, folder, children }: MapCell): string {
  if (node === null) return 'bg-hover text-muted';
  if (!folder) return 'bg-accent-soft text-fg';
  return children.length > 0 ? 'bg-sunken text-fg' : 'bg-hover text-fg';
}

const joined = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

/** The way back from a folder. */
function Trail({ trail, onGo }: { trail: readonly MapPlace[]; onGo: (count: number) => void }) {
  const { t } = useTranslation('layers');
  return (
    <nav
      aria-label={t('map.path')}
      className="flex h-7 shrink-0 items-center gap-0.5 overflow-hidden px-2 text-sm"
    >
      <Step name={t('map.root')} last={trail.length === 0} onGo={() => onGo(0)} />
      {trail.map((place, index) => (
        <span key={place.node} className="flex min-w-0 items-center gap-0.5">
          <ChevronRight aria-hidden size={12} className="shrink-0 text-faint" />
          <Step name={place.name} last={index === trail.length - 1} onGo={() => onGo(index + 1)} />
        </span>
      ))}
    </nav>
  );
}

function Step({ name, last, onGo }: { name: string; last: boolean; onGo: () => void }) {
  return (
    <button
      type="button"
      aria-current={last ? 'location' : undefined}
      onClick={onGo}
      className={`min-w-0 truncate rounded-sm px-1 hover:bg-hover ${last ? 'font-medium text-fg' : 'text-muted'}`}
    >
      <bdi>{visibleText(name)}</bdi>
    </button>
  );
}
