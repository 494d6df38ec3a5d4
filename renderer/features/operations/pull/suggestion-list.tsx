import { clsx } from 'clsx';
import { Star } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { Badge } from '../../../ui/badge';
import type { Suggestion, SuggestionGroup } from './suggestions';

export interface SuggestionListProps {
  id: string;
  groups: readonly SuggestionGroup[];
  /** Place of the highlighted option over all groups; -1 for none. */
  active: number;
  onPick: (suggestion: Suggestion) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  /** Heading of each group. */
  headings: Record<SuggestionGroup['source'], string>;
}

/** Id of an option, for `aria-activedescendant`. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** Completions under the reference field, grouped by where they come from. */
export function SuggestionList({ id, groups, active, onPick, onKeyDown, headings }: SuggestionListProps) {
  const { t } = useTranslation('operations');
  let next = 0;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('pull.suggestions')}
      // It scrolls, so it can be reached; options are highlighted, not focused.
      tabIndex={0}
      aria-activedescendant={active < 0 ? undefined : optionId(id, active)}
      onKeyDown={onKeyDown}
      className="flex flex-col overflow-y-auto outline-offset-[-3px]"
    >
      {groups.map((group) => {
        const first = next;
        next += group.items.length;
        const headingId = `${id}-${group.source}`;
        return (
          <div key={group.source} role="presentation" className="pb-1">
            <div
              id={headingId}
              role="presentation"
              className="sticky top-0 bg-raised px-2.5 pt-1.5 pb-0.5 text-xs font-medium text-faint"
            >
              {headings[group.source]}
            </div>
            {group.items.map((item, index) => (
              <Option
                key={item.reference}
                id={optionId(id, first + index)}
                headingId={headingId}
                item={item}
                active={first + index === active}
                onPick={onPick}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
}

interface OptionProps {
  id: string;
  /** Where it comes from, read after its name. */
  headingId: string;
  item: Suggestion;
  active: boolean;
  onPick: (suggestion: Suggestion) => void;
}

function Option({ id, headingId, item, active, onPick }: OptionProps) {
  const { t } = useTranslation('operations');
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={active}
      aria-describedby={headingId}
      tabIndex={-1}
      // Keeps the focus in the text box.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPick(item)}
      onKeyDown={(event) => event.key === 'Enter' && onPick(item)}
      className={clsx(
        'mx-1 flex min-w-0 items-baseline gap-2 rounded-md px-1.5 py-1 hover:bg-hover',
        active && 'bg-selected',
      )}
    >
      <span className="max-w-[60%] shrink-0 truncate font-mono text-sm">{item.reference}</span>
      <span className="min-w-0 flex-1 truncate text-sm text-faint">{item.description}</span>
      {item.official && <Badge tone="success">{t('pull.official')}</Badge>}
      {item.stars > 0 && <Stars count={item.stars} />}
    </div>
  );
}

function Stars({ count }: { count: number }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5 text-xs text-faint">
      <Star aria-hidden size={11} />
      <span aria-hidden>{format.count(count)}</span>
      <span className="sr-only">{t('pull.stars', { count })}</span>
    </span>
  );
}
