import type { TFunction } from 'i18next';
import type { Format } from '../../../i18n/use-format';

/** What the cells say, in the language on screen. */
export interface CellTexts {
  untagged: string;
  dangling: string;
  danglingHint: string;
  copyId: string;
  copied: string;
  copyFailed: string;
  platformUnknown: string;
  usedBy: (count: number) => string;
  number: (value: number) => string;
}

export function cellTexts(t: TFunction<['images', 'common']>, format: Format): CellTexts {
  return {
    untagged: t('row.untagged'),
    dangling: t('row.dangling'),
    danglingHint: t('row.danglingHint'),
    copyId: t('common:copyNamed', { label: t('row.imageId') }),
    copied: t('common:copied'),
    copyFailed: t('common:copyFailed'),
    platformUnknown: t('row.platformUnknown'),
    usedBy: (count) => t('row.usedBy', { count }),
    number: format.count,
  };
}
