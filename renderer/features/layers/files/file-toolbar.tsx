import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TreeOutline } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { IconButton } from '../../../ui/icon-button';
import { SearchField } from '../../../ui/search-field';
import { SegmentedControl } from '../../../ui/segmented-control';
import { type BrowserState, isFiltering } from '../browser/browser-state';
import { useBrowser, useScope } from '../browser/browser-store';
import { ChangeChips } from './change-chips';
import { FilterMenu } from './filter-menu';
import { FilterMode } from './filter-mode';

interface CountProps {
  outline: TreeOutline | null;
  /** The pattern is none. */
  badPattern: boolean;
}

interface FileToolbarProps extends CountProps {
  /** The search is the page's own. */
  primary: boolean;
}

/** What is shown of the files: search, conditions, shape. */
export function FileToolbar({ primary, outline, badPattern }: FileToolbarProps) {
  const { t } = useTranslation('layers');
  const { store } = useScope();
  const filter = useBrowser((state) => state.filter);
  const shape = useBrowser((state) => state.shape);
  const shapes = (['tree', 'largest', 'map'] as const).map((value) => ({
    value,
    label: t(`files.${value}`),
  }));
  return (
    <div className="flex shrink-0 flex-col gap-1.5 border-b border-line px-3 pt-2 pb-1.5">
      <div className="flex flex-wrap items-center gap-1.5">
        <SearchField
          primary={primary}
          label={t('filter.label')}
          value={filter.text}
          onChange={(text) => store.setState({ filter: { ...filter, text } })}
          className="min-w-28 flex-1"
        />
        <FilterMode />
        <FilterMenu />
        <FoldButtons />
        <SegmentedControl
          label={t('files.shape')}
          value={shape}
          onChange={(value: BrowserState['shape']) => store.setState({ shape: value })}
          options={shapes}
        />
      </div>
      <div className="flex min-h-6 flex-wrap items-center gap-1">
        <ChangeChips />
        <Count outline={outline} badPattern={badPattern} />
      </div>
    </div>
  );
}

function Count({ outline, badPattern }: CountProps) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const filtering = useBrowser((state) => isFiltering(state.filter));
  const words = () => {
    if (badPattern) return t('filter.wrong');
    if (outline === null) return '';
    const figures = { count: outline.files, size: format.size(outline.bytes) };
    return filtering ? t('files.found', figures) : t('files.count', figures);
  };
  return (
    <span
      role="status"
      className={`ml-auto pl-2 text-sm tabular-nums ${badPattern ? 'text-danger' : 'text-muted'}`}
    >
      {words()}
    </span>
  );
}

function FoldButtons() {
  const { t } = useTranslation('layers');
  const { store } = useScope();
  const useless = useBrowser((state) => state.shape !== 'tree' || isFiltering(state.filter));
  return (
    <span className="flex">
      <IconButton
        size="sm"
        icon={ChevronsUpDown}
        label={t('files.openAll')}
        tooltip={`${t('files.openAll')} (*)`}
        disabled={useless}
        onClick={() => store.setState({ open: 'all' })}
      />
      <IconButton
        size="sm"
        icon={ChevronsDownUp}
        label={t('files.closeAll')}
        disabled={useless}
        onClick={() => store.setState({ open: new Set() })}
      />
    </span>
  );
}
