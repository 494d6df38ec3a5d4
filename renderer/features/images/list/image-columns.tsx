import type { TFunction } from 'i18next';
import type { ImageSummary } from '../../../api/contract';
import type { Format } from '../../../i18n/use-format';
import { RelativeTime } from '../../../ui/relative-time';
import type { Column } from '../../../ui/table-columns';
import { cellTexts } from './cell-texts';
import { ContainersCell, IdCell, PlatformCell, RepositoryCell, TagsCell } from './cells';
import type { ImageColumnId } from './sort-images';

type ImageColumn = Column<ImageSummary> & { id: ImageColumnId };

/**
 * The columns of the image list. Tags are not sorted by on their own: sorting by repository goes on to the tag,
 * and what has no repository has no tag.
 */
export function imageColumns(
  t: TFunction<['images', 'common']>,
  format: Format,
  engineId: string,
): ImageColumn[] {
  const texts = cellTexts(t, format);
  return [
    {
      id: 'repository',
      title: t('column.repository'),
      width: 190,
      minWidth: 120,
      grow: true,
      sortable: true,
      fixed: true,
      render: (image) => <RepositoryCell image={image} texts={texts} />,
    },
    {
      id: 'tag',
      title: t('column.tag'),
      width: 210,
      render: (image) => <TagsCell image={image} />,
    },
    {
      id: 'id',
      title: t('column.id'),
      width: 132,
      sortable: true,
      render: (image) => <IdCell id={image.id} texts={texts} />,
    },
    {
      id: 'platform',
      title: t('column.platform'),
      width: 112,
      sortable: true,
      render: (image) => <PlatformCell engineId={engineId} id={image.id} texts={texts} />,
    },
    {
      id: 'created',
      title: t('column.created'),
      width: 116,
      sortable: true,
      descendingFirst: true,
      render: (image) => <RelativeTime time={image.created} className="truncate text-muted" />,
    },
    {
      id: 'size',
      title: t('column.size'),
      width: 84,
      align: 'end',
      sortable: true,
      descendingFirst: true,
      render: (image) => <span className="truncate">{format.size(image.sizeBytes)}</span>,
    },
    {
      id: 'containers',
      title: t('column.containers'),
      width: 96,
      align: 'end',
      sortable: true,
      descendingFirst: true,
      render: (image) => <ContainersCell count={image.containers} texts={texts} />,
    },
  ];
}
