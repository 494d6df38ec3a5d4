import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../../api/settings';
import type { ColumnState, TableSort } from '../../../ui/table-columns';
import { toast } from '../../../ui/toast';
import { defaultSort, type ImageSort, sortFrom } from './sort-images';

export interface ListSettings {
  columnState: readonly ColumnState[];
  sort: ImageSort;
  changeColumns: (state: ColumnState[]) => void;
  changeSort: (sort: TableSort) => void;
  detailsWidth: number;
  changeDetailsWidth: (width: number) => void;
}

const noColumns: ColumnState[] = [];
const usualWidth = 460;

/** How the person arranged the list, kept over restarts. A change that could not be kept is said and undone. */
export function useListSettings(): ListSettings {
  const { settings, change } = useSettings();
  const { t } = useTranslation('errors');
  return useMemo(() => {
    const keep = (changes: Parameters<typeof change>[0]) => {
      change(changes).catch(() => toast.error(t('sentence.internal')));
    };
    return {
      columnState: settings?.imageColumns ?? noColumns,
      sort: settings ? sortFrom(settings.imageSort) : defaultSort,
      changeColumns: (imageColumns) => keep({ imageColumns }),
      changeSort: (imageSort) => keep({ imageSort }),
      detailsWidth: settings?.detailsWidth ?? usualWidth,
      changeDetailsWidth: (detailsWidth) => keep({ detailsWidth }),
    };
  }, [settings, change, t]);
}
