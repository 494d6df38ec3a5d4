import type { Settings } from '../../../api/contract';

export const imageColumnIds = [
  'repository',
  'tag',
  'id',
  'platform',
  'created',
  'size',
  'containers',
] as const;
export type ImageColumnId = (typeof imageColumnIds)[number];

export interface ImageColumn {
  id: ImageColumnId;
  /** Pixels. */
  width: number;
  hidden: boolean;
}

type Setting = Settings['imageColumns'][number];

const widths: Record<ImageColumnId, number> = {
  repository: 230,
  tag: 250,
  id: 132,
  platform: 120,
  created: 120,
  size: 92,
  containers: 96,
};

/** A row must be told from others: the column that names it is never hidden. */
export const fixedColumn: ImageColumnId = 'repository';
export const narrowestColumn = 64;

export function defaultColumn(id: ImageColumnId): ImageColumn {
  return { id, width: widths[id], hidden: false };
}

/** The columns in the kept order; columns that the settings do not know yet stand at their usual place. */
export function columnsFrom(kept: Settings['imageColumns']): ImageColumn[] {
  const known = kept.flatMap(knownColumn);
  const columns = known.filter(({ id }, index) => known.findIndex((other) => other.id === id) === index);
  for (const [place, id] of imageColumnIds.entries()) {
    if (!columns.some((column) => column.id === id)) columns.splice(place, 0, defaultColumn(id));
  }
  return columns;
}

function knownColumn(setting: Setting): ImageColumn[] {
  const id = imageColumnIds.find((known) => known === setting.id);
  if (id === undefined) return [];
  const width = Math.max(narrowestColumn, Math.round(setting.width));
  return [{ id, width, hidden: setting.hidden && id !== fixedColumn }];
}
