import { useTranslation } from 'react-i18next';
import type { LayerDamage } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { Banner } from '../../../ui/banner';

const mostNamed = 4;
/** Damage of a whole layer or of the archive: there is no byte to point at. */
const withoutPlace: ReadonlySet<LayerDamage['kind']> = new Set([
  'broken-compression',
  'missing-blob',
  'history-mismatch',
]);

/** Names what could not be read; the rest is shown all the same. */
export function DamageBanner({ damage }: { damage: readonly LayerDamage[] }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  if (damage.length === 0) return null;
  const named = [...damage].sort((one, other) => (one.layer ?? -1) - (other.layer ?? -1)).slice(0, mostNamed);
  const more = damage.length - named.length;
  return (
    <Banner tone="warning" title={t('damage.title', { count: damage.length })} className="mx-3 mt-2 shrink-0">
      <ul>
        {named.map(({ layer, kind, offset }) => (
          <li key={`${layer} ${kind} ${offset}`}>
            {t('damage.line', {
              where: layer === null ? t('damage.archive') : t('layer.number', { number: layer + 1 }),
              what: withoutPlace.has(kind)
                ? t(`damage.${kind}`)
                : t('damage.place', { what: t(`damage.${kind}`), offset: format.count(offset) }),
            })}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t('damage.more', { count: more })}</p>}
      <p>{t('damage.text')}</p>
    </Banner>
  );
}
