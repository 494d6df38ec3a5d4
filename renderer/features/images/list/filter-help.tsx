import { CircleHelp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/icon-button';
import { Menu } from '../../../ui/menu';
import type { MenuItem } from '../../../ui/menu-items';

/** What can be typed into the search box; choosing a line writes its beginning there. */
export function FilterHelp({ onInsert }: { onInsert: (example: string) => void }) {
  const { t } = useTranslation('images');
  const line = (example: string, hint: string, insert: string): MenuItem => ({
    label: example,
    hint,
    onSelect: () => onInsert(insert),
  });
  const items: MenuItem[] = [
    { heading: t('filter.helpTitle') },
    line('dangling:true', t('filter.helpDangling'), 'dangling:true'),
    line('in-use:true', t('filter.helpInUse'), 'in-use:true'),
    line('label=key=value', t('filter.helpLabel'), 'label='),
    line('before=nginx:1.27', t('filter.helpBefore'), 'before='),
    line('since=nginx:1.27', t('filter.helpSince'), 'since='),
    line('reference=*/api:1.*', t('filter.helpReference'), 'reference='),
    'separator',
    { heading: t('filter.helpIntro') },
  ];
  return (
    <Menu
      label={t('filter.help')}
      items={items}
      trigger={<IconButton icon={CircleHelp} size="sm" label={t('filter.help')} />}
    />
  );
}
