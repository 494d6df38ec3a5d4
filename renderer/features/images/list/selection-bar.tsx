import { clsx } from 'clsx';
import { History, type LucideIcon, Save, Tag, Trash2, Upload, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImageList, ImageSummary } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { Badge } from '../../../ui/badge';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { useNow } from '../../../ui/relative-time';
import { totalsOf } from './selection';
import type { ImageOperations, Offer } from './use-image-operations';

export interface SelectionBarProps {
  list: ImageList | undefined;
  /** The engine has not confirmed the list. */
  stale: boolean;
  shown: readonly ImageSummary[];
  filtered: boolean;
  chosen: readonly ImageSummary[];
  operations: ImageOperations;
  onChooseNone: () => void;
}

/** How much there is, or how much of it is chosen, and what can be done with that. */
export function SelectionBar({
  list,
  stale,
  shown,
  filtered,
  chosen,
  operations,
  onChooseNone,
}: SelectionBarProps) {
  const { t } = useTranslation('images');
  const { t: common } = useTranslation();
  const choosing = chosen.length > 0;
  return (
    <div
      className={clsx(
        '@container flex h-9 shrink-0 items-center gap-2 border-y border-line px-5',
        choosing ? 'bg-selected' : 'bg-surface',
      )}
    >
      <div role="status" className="flex min-w-0 items-baseline gap-2 whitespace-nowrap">
        {choosing ? (
          <ChosenText chosen={chosen} />
        ) : (
          list && <ShownText shown={shown} filtered={filtered} total={list.images.length} />
        )}
      </div>
      {choosing && <IconButton icon={X} size="sm" label={common('selectNone')} onClick={onChooseNone} />}
      {list && stale && <StaleMark listedAt={list.listedAt} />}
      <div className="ml-auto flex items-center gap-1">
        <OfferButton icon={Upload} name={t('toolbar.push')} offer={operations.push} />
        <OfferButton icon={Tag} name={t('toolbar.tag')} offer={operations.tag} />
        <OfferButton icon={Save} name={t('toolbar.save')} offer={operations.save} />
        <OfferButton icon={Trash2} name={t('toolbar.remove')} offer={operations.remove} />
      </div>
    </div>
  );
}

function ChosenText({ chosen }: { chosen: readonly ImageSummary[] }) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const { count, sizeBytes } = totalsOf(chosen);
  return (
    <>
      <span className="font-medium">{t('count.selected', { count, shown: format.count(count) })}</span>
      <SizeText bytes={sizeBytes} />
    </>
  );
}

function ShownText({
  shown,
  filtered,
  total,
}: Pick<SelectionBarProps, 'shown' | 'filtered'> & { total: number }) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const { count, sizeBytes } = totalsOf(shown);
  const values = { count: filtered ? total : count, shown: format.count(count), total: format.count(total) };
  return (
    <>
      <span className="text-muted">{filtered ? t('count.filtered', values) : t('count.all', values)}</span>
      {count > 0 && <SizeText bytes={sizeBytes} />}
    </>
  );
}

function SizeText({ bytes }: { bytes: number }) {
  const { t } = useTranslation('images');
  const format = useFormat();
  return (
    <span title={t('count.sizeHint')} className="text-faint">
      {format.size(bytes)}
    </span>
  );
}

function StaleMark({ listedAt }: { listedAt: number }) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const now = useNow();
  const time = format.relative(listedAt, Math.max(now, Date.now()));
  return (
    <span title={t('stale.hint', { time })} className="flex min-w-0">
      <Badge tone="warning" icon={History}>
        <span className="truncate">
          {t('stale.mark')}
          {listedAt > 0 && ` · ${time}`}
        </span>
      </Badge>
    </span>
  );
}

function OfferButton({ icon, name, offer }: { icon: LucideIcon; name: string; offer: Offer }) {
  return (
    <Button
      variant="ghost"
      size="sm"
      icon={icon}
      disabled={offer.disabled !== undefined}
      title={offer.disabled ?? name}
      onClick={offer.run}
    >
      <span className="@max-lg:sr-only">{name}</span>
    </Button>
  );
}
