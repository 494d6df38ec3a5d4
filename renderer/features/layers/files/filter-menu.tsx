import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { Button } from '../../../ui/button';
import { Checkbox } from '../../../ui/checkbox';
import { IconButton } from '../../../ui/icon-button';
import { Popover } from '../../../ui/popover';
import { Select } from '../../../ui/select';
import { TextField } from '../../../ui/text-field';
import { noFilter, refinements } from '../browser/browser-state';
import { useBrowser, useScope } from '../browser/browser-store';

const sizes = [0, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/** Conditions that are needed less often: size, owner, setuid. */
export function FilterMenu() {
  const { t } = useTranslation('layers');
  const filter = useBrowser((state) => state.filter);
  const set = refinements({ ...filter, changes: [] });
  const label = set > 0 ? t('filter.moreActive', { count: set }) : t('filter.more');
  return (
    <Popover
      label={t('filter.more')}
      trigger={<IconButton icon={SlidersHorizontal} label={label} pressed={set > 0} />}
    >
      <Conditions />
    </Popover>
  );
}

function Conditions() {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { store } = useScope();
  const filter = useBrowser((state) => state.filter);
  const change = (changes: Partial<typeof filter>) => store.setState({ filter: { ...filter, ...changes } });
  return (
    <div className="flex flex-col gap-3">
      <Select
        label={t('filter.minSize')}
        value={String(filter.minBytes)}
        onChange={(value) => change({ minBytes: Number(value) })}
        options={sizes.map((bytes) => ({
          value: String(bytes),
          label: bytes === 0 ? t('filter.anySize') : format.size(bytes),
        }))}
      />
      <Owner uid={filter.uid} onChange={(uid) => change({ uid })} />
      <Checkbox
        label={t('filter.setuid')}
        checked={filter.setuid}
        onChange={(setuid) => change({ setuid })}
      />
      <Button
        size="sm"
        onClick={() => store.setState({ filter: { ...noFilter, text: filter.text, mode: filter.mode } })}
      >
        {t('filter.reset')}
      </Button>
    </div>
  );
}

function Owner({ uid, onChange }: { uid: number | null; onChange: (uid: number | null) => void }) {
  const { t } = useTranslation('layers');
  const [text, setText] = useState(uid === null ? '' : String(uid));
  const write = (written: string) => {
    setText(written);
    if (/^\d{0,10}$/.test(written)) onChange(written === '' ? null : Number(written));
  };
  const shown = uid === null && /^\d+$/.test(text) ? '' : text;
  return (
    <TextField
      label={t('filter.owner')}
      value={shown}
      onChange={write}
      error={/^\d{0,10}$/.test(shown) ? undefined : t('filter.ownerHint')}
      hint={t('filter.ownerHint')}
    />
  );
}
