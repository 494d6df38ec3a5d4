import { useEffect, useMemo } from 'react';
import type { ImageSummary } from '../../../api/contract';
import { useAllFacts } from '../data/use-image-facts';
import { type FilteredImages, filterImages, prepareSearch } from './filter-images';
import { isEmptyQuery, parseImageQuery } from './image-query';
import { type ImageSort, sortImages } from './sort-images';

export interface ShownImages extends FilteredImages {
  /** Whether the text leaves anything out in principle. */
  filtered: boolean;
}

const none: ImageSummary[] = [];

/** The rows to draw: sorted once for a list and an order, then filtered at each change of the text. */
export function useShownImages(
  engineId: string,
  all: ImageSummary[] = none,
  sort: ImageSort,
  text: string,
): ShownImages {
  const byPlatform = sort.column === 'platform';
  const ids = useMemo(() => (byPlatform ? all.map(({ id }) => id) : []), [all, byPlatform]);
  const facts = useAllFacts(engineId, ids, byPlatform);
  const sorted = useMemo(() => sortImages(all, sort, facts), [all, sort, facts]);
  useEffect(() => {
    // The rows are painted first.
    const timer = setTimeout(() => prepareSearch(all), 200);
    return () => clearTimeout(timer);
  }, [all]);
  const query = useMemo(() => parseImageQuery(text), [text]);
  return useMemo(() => ({ ...filterImages(sorted, query), filtered: !isEmptyQuery(query) }), [sorted, query]);
}
