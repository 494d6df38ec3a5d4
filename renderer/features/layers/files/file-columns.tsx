import { useMemo } from 'react';
import type { TreeRow } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { useTexts } from '../../../i18n/use-texts';
import type { TreeColumn } from '../../../ui/tree-columns';
import { modeDigits, modeText } from './file-format';

/**
 * What stands behind the names, most important first.
 *
 * @param total bytes of everything that is listed, of which each size is a share
 */
export function useFileColumns(total: number): TreeColumn<TreeRow>[] {
  const { t } = useTexts('layers');
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'size',
        title: t('files.size'),
        width: 132,
        align: 'end',
        sortable: true,
        descendingFirst: true,
        render: (row) => <SizeBar size={format.size(row.size)} share={total > 0 ? row.size / total : 0} />,
      },
      {
        id: 'mode',
        title: t('files.mode'),
        width: 96,
        render: (row) => (
          <span
            title={row.mode === null ? '' : modeDigits(row.mode)}
            className="truncate font-mono text-xs text-muted"
          >
            {modeText(row.kind, row.mode)}
          </span>
        ),
      },
      {
        id: 'owner',
        title: t('files.owner'),
        width: 92,
        render: (row) => (
          <span className="truncate text-sm text-muted tabular-nums">
            {row.mode === null ? '–' : t('files.ownerOf', { uid: row.uid, gid: row.gid })}
          </span>
        ),
      },
      {
        id: 'time',
        title: t('files.time'),
        width: 176,
        sortable: true,
        descendingFirst: true,
        render: (row) => (
          <span className="truncate text-sm text-muted">{format.dateTime(row.mtime * 1000)}</span>
        ),
      },
    ],
    [t, format, total],
  );
}

/** A size with its share of everything as a bar. */
function SizeBar({ size, share }: { size: string; share: number }) {
  return (
    <span className="flex w-full items-center justify-end gap-2">
      <span aria-hidden className="h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-hover">
        <span
          className="block h-full rounded-full bg-strata-3"
          style={{ width: `${Math.min(1, share) * 100}%` }}
        />
      </span>
      <span className="w-[58px] shrink-0 text-right text-sm tabular-nums">{size}</span>
    </span>
  );
}
