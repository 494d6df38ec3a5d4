import { clsx } from 'clsx';
import { Download, FileInput, type LucideIcon, Recycle, Telescope } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capability } from '../../../api/contract';
import { useCapability, useEngine } from '../../../api/engine';
import { type Operation, useOperations } from '../../../api/operations';
import { lackText } from '../../../i18n/error-text';
import { Button } from '../../../ui/button';
import { SearchField, type SearchFieldHandle } from '../../../ui/search-field';
import { FilterHelp } from './filter-help';
import { useListState } from './list-store';
import { type FilterKey, hasFilter, toggleFilter } from './query-tokens';

export interface ListToolbarProps {
  searchRef: Ref<SearchFieldHandle>;
  /** ArrowDown in the search box. */
  onLeaveSearch: () => void;
  /** The button that shows and hides columns. */
  columnMenu: ReactNode;
}

/** The head of the page: getting and freeing images above, finding them below. */
export function ListToolbar(props: ListToolbarProps) {
  const { t } = useTranslation('images');
  return (
    <header className="@container flex shrink-0 flex-col gap-2.5 px-5 pt-3 pb-2.5">
      <div className="flex min-h-7 items-center gap-1.5">
        <h1 className="min-w-0 flex-1 truncate text-lg font-semibold">{t('title')}</h1>
        <CommandButton kind="prune" icon={Recycle} capability={useCapability('prune')} />
        <CommandButton kind="search" icon={Telescope} capability={useCapability('search')} />
        <CommandButton kind="load" icon={FileInput} capability={useCapability('load')} />
        <CommandButton kind="pull" icon={Download} primary />
      </div>
      <Finding {...props} />
    </header>
  );
}

function Finding({ searchRef, onLeaveSearch, columnMenu }: ListToolbarProps) {
  const { t } = useTranslation('images');
  const text = useListState((state) => state.text);
  const setText = useListState((state) => state.setText);
  return (
    <div className="flex items-center gap-2">
      <SearchField
        ref={searchRef}
        primary
        label={t('filter.label')}
        placeholder={t('filter.placeholder')}
        value={text}
        onChange={setText}
        onLeave={onLeaveSearch}
        className="max-w-[460px] flex-1"
      />
      <fieldset aria-label={t('filter.chips')} className="flex items-center gap-1">
        <FilterToggle filter="dangling" value="true" label={t('filter.dangling')} />
        <FilterToggle filter="in-use" value="true" label={t('filter.inUse')} />
        <FilterToggle filter="in-use" value="false" label={t('filter.unused')} />
        <FilterHelp onInsert={(example) => setText(text === '' ? example : `${text.trimEnd()} ${example}`)} />
      </fieldset>
      <div className="ml-auto">{columnMenu}</div>
    </div>
  );
}

interface CommandButtonProps {
  kind: 'pull' | 'load' | 'search' | 'prune';
  icon: LucideIcon;
  primary?: boolean;
  capability?: Capability;
}

/** Opens an operation that needs no chosen image; in a narrow window only its picture is left. */
function CommandButton({ kind, icon, primary = false, capability }: CommandButtonProps) {
  const { t } = useTranslation('images');
  const { t: tErrors } = useTranslation('errors');
  const { connected } = useEngine();
  const open = useOperations((state) => state.open);
  const lacks = capability !== undefined && !capability.available;
  const reason = lacks
    ? t('toolbar.unavailable', { reason: lackText(tErrors, capability) })
    : t(`toolbar.${kind}Hint`);
  return (
    <Button
      variant={primary ? 'primary' : 'secondary'}
      icon={icon}
      disabled={!connected || lacks}
      title={connected ? reason : t('toolbar.offline')}
      onClick={() => open(operationOf(kind))}
    >
      <span className={clsx(!primary && '@max-2xl:sr-only')}>{t(`toolbar.${kind}`)}</span>
    </Button>
  );
}

function operationOf(kind: CommandButtonProps['kind']): Operation {
  return { kind };
}

/** A filter that is written into the search text, and out of it again. */
function FilterToggle({ filter, value, label }: { filter: FilterKey; value: string; label: string }) {
  const text = useListState((state) => state.text);
  const setText = useListState((state) => state.setText);
  const on = hasFilter(text, filter, value);
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={() => setText(toggleFilter(text, filter, value))}
      className={clsx(
        'h-6 rounded-full border px-2.5 text-sm whitespace-nowrap transition-colors',
        on
          ? 'border-accent-fill bg-accent-soft text-accent'
          : 'border-line-strong text-muted hover:bg-hover hover:text-fg',
      )}
    >
      {label}
    </button>
  );
}
