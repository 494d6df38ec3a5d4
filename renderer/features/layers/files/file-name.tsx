import { clsx } from 'clsx';
import { Box, File, FileSymlink, Folder, FolderOpen, type LucideIcon } from 'lucide-react';
import type { TreeRow } from '../../../api/contract';
import { useTexts } from '../../../i18n/use-texts';
import { MiddleText } from '../../../ui/middle-text';
import { visibleText } from '../../../ui/visible-text';
import { changeColours, changeSigns } from './file-format';

interface FileNameProps {
  row: TreeRow;
  /** Without its folders around it: the whole path. */
  flat: boolean;
  /** Everything is new to the layers from the base on, so a sign for it would say nothing. */
  plain: boolean;
}

/** Sign of the change, picture, name, where a link leads. */
export function FileName({ row, flat, plain }: FileNameProps) {
  const { t } = useTexts('layers');
  const quiet = plain && row.change === 'added';
  const Icon = iconOf(row);
  return (
    <>
      <span
        aria-hidden
        title={t(`change.${row.change}`)}
        className={clsx('w-3 shrink-0 text-center font-mono font-bold', changeColours[row.change])}
      >
        {quiet ? '' : changeSigns[row.change]}
        {!quiet && row.change === 'below' && (
          <span className="inline-block size-1 rounded-full bg-faint align-middle" />
        )}
      </span>
      <Icon aria-hidden size={14} className="shrink-0 text-faint" />
      <MiddleText
        text={row.name}
        className={clsx(
          row.change === 'removed' && 'line-through',
          !quiet && row.change !== 'below' && row.change !== 'same' && changeColours[row.change],
        )}
      />
      {flat && (
        <bdi title={visibleText(row.path)} className="min-w-0 flex-1 shrink-[2] truncate text-sm text-faint">
          {visibleText(row.path.slice(0, -row.name.length - 1))}
        </bdi>
      )}
      {row.link !== '' && (
        <bdi title={visibleText(row.link)} className="min-w-6 flex-1 truncate text-sm text-faint">
          → {visibleText(row.link)}
        </bdi>
      )}
      {row.opaque && (
        <span
          title={t('files.opaqueHint')}
          className="shrink-0 rounded-sm bg-info-soft px-1 text-xs text-info"
        >
          {t('files.opaque')}
        </span>
      )}
    </>
  );
}

function iconOf({ kind, open }: TreeRow): LucideIcon {
  switch (kind) {
    case 'directory':
      return open ? FolderOpen : Folder;
    case 'symlink':
      return FileSymlink;
    case 'file':
    case 'hardlink':
      return File;
    case 'char':
    case 'block':
    case 'fifo':
      return Box;
  }
}
