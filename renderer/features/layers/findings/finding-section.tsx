import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Findings } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';

export interface FindingSectionProps<T> {
  /** Its texts are called so. */
  kind: keyof Findings;
  icon: LucideIcon;
  tone: string;
  list: {
    items: readonly T[];
    /** All that there are, of which `items` are the first. */
    total: number;
    /** None where they say nothing. */
    bytes?: number;
  };
  itemKey: (item: T) => string;
  render: (item: T) => ReactNode;
  children?: ReactNode;
}

const few = 6;
/** More lines than these are a matter of the tree and its filter. */
const mostLines = 300;

/** One kind of finding with its first items; nothing when there are none. */
export function FindingSection<T>(props: FindingSectionProps<T>) {
  const { kind, icon: Icon, tone } = props;
  const { items, total, bytes } = props.list;
  const { t } = useTranslation('layers');
  const format = useFormat();
  const id = useId();
  const [all, setAll] = useState(false);
  if (total === 0) return null;
  const shown = items.slice(0, all ? mostLines : few);
  const count = format.count(total);
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h3 id={id} className="flex items-baseline gap-2 font-semibold">
        <Icon aria-hidden size={14} className={`shrink-0 self-center ${tone}`} />
        <span className="min-w-0 flex-1">{t(`findings.${kind}`)}</span>
        <span className="shrink-0 text-sm font-normal whitespace-nowrap text-muted tabular-nums">
          {bytes === undefined ? count : `${count} · ${format.size(bytes)}`}
        </span>
      </h3>
      <p className="text-sm text-muted">{t(`findings.${kind}Text`)}</p>
      {props.children}
      <ul className="-mx-1.5 flex flex-col">
        {shown.map((item) => (
          <li key={props.itemKey(item)} className="flex min-w-0">
            {props.render(item)}
          </li>
        ))}
      </ul>
      {items.length > few && (
        <button
          type="button"
          onClick={() => setAll(!all)}
          className="self-start rounded-sm text-sm text-accent hover:underline"
        >
          {all
            ? t('findings.fewer')
            : t('findings.all', { number: format.count(Math.min(items.length, mostLines)) })}
        </button>
      )}
      {all && total > shown.length && (
        <p className="text-sm text-faint">{t('findings.shown', { number: format.count(shown.length) })}</p>
      )}
    </section>
  );
}
