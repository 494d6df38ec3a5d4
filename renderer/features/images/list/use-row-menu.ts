import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '../../../api/contract';
import { useEngine } from '../../../api/engine';
import { useOperations } from '../../../api/operations';
import type { MenuItem } from '../../../ui/menu-items';
import { useListState } from './list-store';
import { rowMenu } from './row-menu';
import { useCopyText } from './use-copy-text';
import type { ImageOperations } from './use-image-operations';

/** The menu of chosen rows, made when it opens: just then a press may have chosen another row. */
export function useRowMenu(
  images: readonly ImageSummary[],
  operationsOn: (images: readonly ImageSummary[]) => ImageOperations,
  show: (id: string) => void,
): (keys: ReadonlySet<string>) => readonly MenuItem[] {
  const { t } = useTranslation('images');
  const { connected } = useEngine();
  const open = useOperations((state) => state.open);
  const setText = useListState((state) => state.setText);
  const copy = useCopyText();
  return useCallback(
    (keys) => {
      const chosen = images.filter(({ id }) => keys.has(id));
      return rowMenu({
        t,
        images: chosen,
        operations: operationsOn(chosen),
        connected,
        open,
        copy,
        showDetails: (image) => show(image.id),
        filter: setText,
      });
    },
    [images, operationsOn, show, t, connected, open, setText, copy],
  );
}
