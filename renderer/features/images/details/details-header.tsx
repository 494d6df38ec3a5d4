import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImageDetails, ImageSummary } from '../../../api/contract';
import { shortId } from '../../../format/ids';
import { CopyButton } from '../../../ui/copy-button';
import { CopyableId } from '../../../ui/copyable-id';
import { IconButton } from '../../../ui/icon-button';
import { RelativeTime } from '../../../ui/relative-time';
import { referenceParts, repositoryParts } from '../list/reference-parts';
import { RunButton } from './run-button';

export interface DetailsHeaderProps {
  id: string;
  summary: ImageSummary | undefined;
  details: ImageDetails | undefined;
  onClose: () => void;
}

/** Which image this is. The list's row fills it at once; what has no row waits for the details. */
export function DetailsHeader({ id, summary, details, onClose }: DetailsHeaderProps) {
  const { t } = useTranslation('images');
  const references = summary?.references ?? details?.references ?? [];
  const created = summary?.created ?? details?.created ?? 0;
  const [first, ...others] = references;
  return (
    <header className="flex shrink-0 items-start gap-1 pt-3 pr-2 pb-1.5 pl-4">
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-1">
          <h2 aria-label={first ?? shortId(id)} className="selectable min-w-0 text-lg font-semibold">
            {first === undefined ? <Unnamed id={id} /> : <Name reference={first} />}
          </h2>
          {first !== undefined && <CopyButton label={first} text={first} />}
        </div>
        <div className="flex min-w-0 items-center gap-2 text-sm whitespace-nowrap text-muted">
          {details && <span className="truncate">{platformOf(details)}</span>}
          {created > 0 && <RelativeTime time={created} className="truncate" />}
          {others.length > 0 && (
            <span title={others.join('\n')} className="truncate text-faint">
              {t('details.moreNames', { count: others.length })}
            </span>
          )}
          <CopyableId label={t('row.imageId')} value={id} className="-ml-1" />
        </div>
      </div>
      <RunButton image={first ?? id} />
      <IconButton icon={X} label={t('details.close')} onClick={onClose} />
    </header>
  );
}

function Name({ reference }: { reference: string }) {
  const { repository, tag } = referenceParts(reference);
  const { prefix, name } = repositoryParts(repository);
  return (
    <span title={reference} className="flex min-w-0">
      <span className="min-w-0 shrink-[99] truncate font-normal text-faint">{prefix}</span>
      <span className="min-w-0 truncate">{name}</span>
      <span className="min-w-0 shrink-[9] truncate font-normal text-muted">
        {tag === '' ? '' : `:${tag}`}
      </span>
    </span>
  );
}

function Unnamed({ id }: { id: string }) {
  const { t } = useTranslation('images');
  return (
    <span className="flex items-baseline gap-2">
      <span className="font-mono">{shortId(id)}</span>
      <span className="text-base font-normal text-faint italic">{t('row.untagged')}</span>
    </span>
  );
}

/** `linux/arm64/v8`, as the command line writes a platform. */
export function platformOf({
  os,
  architecture,
  variant,
}: Pick<ImageDetails, 'os' | 'architecture' | 'variant'>): string {
  return [os, architecture, variant].filter((part) => part !== '').join('/');
}
