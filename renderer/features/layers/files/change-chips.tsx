import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { toggleChange } from '../browser/browser-state';
import { useBrowser, useScope } from '../browser/browser-store';
import { changeColours, changeSigns } from './file-format';

const chips = ['added', 'content', 'metadata', 'removed'] as const;

/** Shows only what the selected layers did, by what it was. */
export function ChangeChips() {
  const { t } = useTranslation('layers');
  const { store } = useScope();
  const filter = useBrowser((state) => state.filter);
  return (
    <fieldset aria-label={t('filter.changes')} className="flex flex-wrap gap-1">
      {chips.map((change) => {
        const on = filter.changes.includes(change);
        return (
          <button
            key={change}
            type="button"
            aria-pressed={on}
            title={t(`change.${change}`)}
            onClick={() => store.setState({ filter: toggleChange(filter, [change]) })}
            className={clsx(
              'flex h-6 items-center gap-1 rounded-full border px-2 text-sm whitespace-nowrap transition-colors',
              on
                ? 'border-accent-fill bg-accent-soft text-accent'
                : 'border-line-strong text-muted hover:bg-hover hover:text-fg',
            )}
          >
            <span aria-hidden className={clsx('font-mono font-bold', !on && changeColours[change])}>
              {changeSigns[change]}
            </span>
            {t(`filter.${change}`)}
          </button>
        );
      })}
    </fieldset>
  );
}
