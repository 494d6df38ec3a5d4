import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageContents } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { useTexts } from '../../../i18n/use-texts';
import { SearchField } from '../../../ui/search-field';
import { VirtualList } from '../../../ui/virtual-list';
import { visibleText } from '../../../ui/visible-text';
import { useBrowserCommands } from '../browser/browser-store';

type Package = ImageContents['packages'][number];

/** Packages with the layer that brought each. */
export function Packages({ packages }: { packages: readonly Package[] }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const [text, setText] = useState('');
  const found = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return packages.filter(({ name }) => name.toLowerCase().includes(wanted));
  }, [packages, text]);
  if (packages.length === 0) return <p className="text-muted">{t('contents.noPackages')}</p>;
  const total = format.count(packages.length);
  return (
    <section aria-labelledby="contents-packages" className="flex flex-col gap-1.5">
      <h3 id="contents-packages" className="flex items-baseline gap-2 font-semibold">
        <span className="flex-1">{t('contents.packages')}</span>
        <span className="text-sm font-normal text-muted tabular-nums">
          {found.length === packages.length
            ? total
            : t('contents.packagesFound', { found: format.count(found.length), total })}
        </span>
      </h3>
      <SearchField label={t('contents.filter')} value={text} onChange={setText} />
      {found.length === 0 ? (
        <p className="py-2 text-muted">{t('contents.noPackageFound')}</p>
      ) : (
        <VirtualList
          label={t('contents.packages')}
          items={found}
          itemKey={({ manager, name, architecture, version }) =>
            `${manager} ${name} ${architecture} ${version}`
          }
          lineHeight={26}
          render={(one) => <Line of={one} />}
          className="-mx-1.5 max-h-80"
        />
      )}
    </section>
  );
}

function Line({ of: { name, version, architecture, layer } }: { of: Package }) {
  const { t } = useTexts('layers');
  const { goToLayer } = useBrowserCommands();
  return (
    <button
      type="button"
      onClick={() => goToLayer(layer)}
      className="flex h-full w-full min-w-0 items-center gap-2 rounded-md px-1.5 text-left outline-offset-[-2px] hover:bg-hover"
    >
      <bdi className="min-w-0 shrink-0 max-w-1/2 truncate font-medium">{visibleText(name)}</bdi>
      <span
        title={`${version} ${architecture}`}
        className="min-w-0 flex-1 truncate font-mono text-xs text-muted"
      >
        {visibleText(version)}
      </span>
      <span className="shrink-0 text-sm text-muted">{t('layer.number', { number: layer + 1 })}</span>
    </button>
  );
}
