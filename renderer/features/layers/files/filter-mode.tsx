import { Asterisk, Regex } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/icon-button';
import { useBrowser, useScope } from '../browser/browser-store';

const modes = [
  { mode: 'glob', icon: Asterisk },
  { mode: 'regex', icon: Regex },
] as const;

/** Plain text unless one of two is pressed: glob or regular expression. */
export function FilterMode() {
  const { t } = useTranslation('layers');
  const { store } = useScope();
  const filter = useBrowser((state) => state.filter);
  return (
    <fieldset aria-label={t('filter.how')} className="-ml-0.5 flex">
      {modes.map(({ mode, icon }) => (
        <IconButton
          key={mode}
          icon={icon}
          label={t(`filter.${mode}`)}
          tooltip={t(`filter.${mode}Hint`)}
          pressed={filter.mode === mode}
          onClick={() =>
            store.setState({ filter: { ...filter, mode: filter.mode === mode ? 'text' : mode } })
          }
        />
      ))}
    </fieldset>
  );
}
