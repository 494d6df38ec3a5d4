import { ChevronDown, Copy, Download, TagX, Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImageDetails, ImageSummary } from '../../../api/contract';
import { useCapability, useEngine } from '../../../api/engine';
import { useOperations } from '../../../api/operations';
import { shortId } from '../../../format/ids';
import { CopyableId } from '../../../ui/copyable-id';
import { Menu } from '../../../ui/menu';
import type { MenuItem } from '../../../ui/menu-items';
import { referenceParts } from '../list/reference-parts';
import { useCopyText } from '../list/use-copy-text';
import { Fact, Unset } from './facts';

/** The names of an image; the list's row is newer than the details when both are there. */
export function Names({ details, summary }: { details: ImageDetails; summary: ImageSummary | undefined }) {
  const { t } = useTranslation('images');
  const { references, digests } = summary?.id === details.id ? summary : details;
  const unnamed = digests.length > 0 ? t('overview.noNamesDigest') : t('overview.noNames');
  return (
    <>
      <Fact name={t('overview.names')}>
        {references.length === 0 ? (
          <Unset>{unnamed}</Unset>
        ) : (
          <ul className="flex flex-wrap gap-1.5">
            {references.map((reference) => (
              <li key={reference} className="max-w-full min-w-0">
                <NameMenu reference={reference} />
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact name={t('overview.digests')}>
        {digests.length === 0 ? (
          <Unset>{t('overview.noDigests')}</Unset>
        ) : (
          <ul className="flex flex-col items-start">
            {digests.map((reference) => (
              <li key={reference} className="flex max-w-full min-w-0 items-baseline">
                <Digest reference={reference} />
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </>
  );
}

/** The digits tell more than the end of a long name: they are shown whole, and all of it is copied. */
function Digest({ reference }: { reference: string }) {
  const { t } = useTranslation('images');
  const { repository, digest } = referenceParts(reference);
  return (
    <>
      <span title={repository} className="min-w-0 truncate text-sm text-muted">
        {repository}
      </span>
      <CopyableId
        label={t('overview.digest')}
        value={reference}
        short={`@${shortId(digest)}`}
        className="shrink-0"
      />
    </>
  );
}

/** A tag as a chip that opens what can be done with just this name. */
function NameMenu({ reference }: { reference: string }) {
  const { t } = useTranslation('images');
  const items = useNameItems(reference);
  return (
    <Menu
      label={t('overview.namesMenu', { reference })}
      items={items}
      trigger={
        <button
          type="button"
          title={reference}
          className="inline-flex h-6 max-w-full min-w-0 items-center gap-1 rounded-md border border-line-strong bg-raised pr-1 pl-2 text-sm hover:bg-hover data-[state=open]:border-accent"
        >
          <span className="min-w-0 truncate">{reference}</span>
          <ChevronDown aria-hidden size={12} className="shrink-0 text-faint" />
        </button>
      }
    />
  );
}

function useNameItems(reference: string): MenuItem[] {
  const { t } = useTranslation('images');
  const { connected } = useEngine();
  const push = useCapability('push');
  const open = useOperations((state) => state.open);
  const copy = useCopyText();
  return [
    { label: t('menu.copyName'), icon: Copy, onSelect: () => copy(reference) },
    {
      label: t('menu.pullAgain'),
      icon: Download,
      disabled: !connected,
      onSelect: () => open({ kind: 'pull', reference }),
    },
    {
      label: t('menu.push'),
      icon: Upload,
      disabled: !push.available,
      onSelect: () => open({ kind: 'push', references: [reference] }),
    },
    'separator',
    {
      label: t('menu.untag', { reference }),
      icon: TagX,
      danger: true,
      disabled: !connected,
      onSelect: () => open({ kind: 'untag', references: [reference] }),
    },
  ];
}
