import { useTranslation } from 'react-i18next';
import type { ChangeFlag, ContainerChanges } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { Badge } from '../../../ui/badge';
import { Banner } from '../../../ui/banner';

const flags: readonly ChangeFlag[] = ['secret', 'cache', 'log', 'temporary'];

export function FlagBadge({ flag }: { flag: ChangeFlag }) {
  const { t } = useTranslation('run');
  return <Badge tone={flag === 'secret' ? 'danger' : 'warning'}>{t(`flags.${flag}`)}</Badge>;
}

/** What a commit would keep although hardly anybody means it to. */
export function FlagNote({ flagged }: Pick<ContainerChanges, 'flagged'>) {
  const { t } = useTranslation('run');
  const format = useFormat();
  const found = flags.flatMap((flag) => {
    const count = flagged[flag] ?? 0;
    return count === 0 ? [] : [t(`flags.${flag}Count`, { count, number: format.count(count) })];
  });
  if (found.length === 0) return null;
  return (
    <Banner tone={(flagged.secret ?? 0) > 0 ? 'danger' : 'warning'} title={t('flags.title')}>
      {found.join(' · ')}
    </Banner>
  );
}
