import { Layers } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ImageSummary } from '../../api/contract';
import { useEngine } from '../../api/engine';
import { routes } from '../../api/routes';
import { shortId } from '../../format/ids';
import { type Action, useActionSearch } from '../../ui/actions';
import { useImageList } from './data/use-image-list';
import { filterImages } from './list/filter-images';
import { parseImageQuery } from './list/image-query';
import { useListState } from './list/list-store';
import { imageName } from './list/reference-parts';

/** A palette shows a handful; the list itself is for more. */
const mostFound = 8;

/** Lets the command palette find images on every page, by the words of the list's own search. Draws nothing. */
export function ImagePalette(): null {
  const { t } = useTranslation('images');
  const { activeId } = useEngine();
  const { data: list } = useImageList(activeId);
  const [, navigate] = useLocation();
  const tab = useListState((state) => state.lastTab);
  const action = (image: ImageSummary): Action => ({
    id: `images.show ${image.id}`,
    title: imageName(image),
    group: t('action.group'),
    hint: shortId(image.id),
    icon: Layers,
    run: () => {
      if (list) navigate(routes.image(list.engineId, image.id, tab));
    },
  });
  useActionSearch((text) => {
    const query = parseImageQuery(text);
    return filterImages(list?.images ?? [], query)
      .images.slice(0, mostFound)
      .map(action);
  });
  return null;
}
