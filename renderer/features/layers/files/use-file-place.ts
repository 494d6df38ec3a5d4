import { useCallback } from 'react';
import type { TreeRow } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { useTexts } from '../../../i18n/use-texts';
import type { TreePlaceOf } from '../../../ui/tree-line';
import { visibleText } from '../../../ui/visible-text';
import { modeText } from './file-format';

/** How a file stands in the tree, and what screen readers say of it. */
export function useFilePlace(): (row: TreeRow) => TreePlaceOf {
  const { t } = useTexts('layers');
  const format = useFormat();
  return useCallback(
    (row: TreeRow) => ({
      name: visibleText(row.name),
      description: [
        t(`kind.${row.kind}`),
        row.change === 'same' ? '' : t(`change.${row.change}`),
        row.opaque ? t('files.opaque') : '',
        format.size(row.size),
        modeText(row.kind, row.mode),
        t('files.ownerOf', { uid: row.uid, gid: row.gid }),
        row.link === '' ? '' : t('files.link', { target: visibleText(row.link) }),
      ]
        .filter((part) => part !== '')
        .join(', '),
      depth: row.depth,
      open: row.hasChildren ? row.open : null,
    }),
    [t, format],
  );
}
