import { clsx } from 'clsx';
import { Box } from 'lucide-react';
import type { ImageSummary } from '../../../api/contract';
import { shortId } from '../../../format/ids';
import { useFormat } from '../../../i18n/use-format';
import { useTexts } from '../../../i18n/use-texts';
import { Badge } from '../../../ui/badge';
import { CopyButton } from '../../../ui/copy-button';
import { Skeleton } from '../../../ui/skeleton';
import { Tooltip } from '../../../ui/tooltip';
import { useImageFact } from '../data/use-image-facts';
import { referenceParts, repositoryParts } from './reference-parts';

/** The repository of the first tag, its registry or folder dimmed; a dangling image says what it is. */
export function RepositoryCell({ image }: { image: ImageSummary }) {
  const { t } = useTexts('images');
  const first = image.references[0] ?? image.digests[0];
  if (first === undefined || image.dangling) {
    return (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate text-faint italic">{t('row.untagged')}</span>
        {image.dangling && (
          <span title={t('row.danglingHint')} className="flex">
            <Badge tone="warning">{t('row.dangling')}</Badge>
          </span>
        )}
      </span>
    );
  }
  return <RepositoryName repository={referenceParts(first).repository} />;
}

export function RepositoryName({ repository }: { repository: string }) {
  const { prefix, name } = repositoryParts(repository);
  return (
    <span title={repository} className="flex min-w-0">
      <span className="min-w-0 shrink-[999] truncate text-faint">{prefix}</span>
      <span className="min-w-0 truncate font-medium">{name}</span>
    </span>
  );
}

/** Further chips stand behind a count, so that a row keeps its height. */
const mostChips = 4;

/** Every tag as its own chip; a tag of another repository than the row's says which. */
export function TagsCell({ image }: { image: ImageSummary }) {
  const { t } = useTexts('images');
  const home = referenceParts(image.references[0] ?? '').repository;
  const shown = image.references.slice(0, mostChips);
  const rest = image.references.slice(mostChips);
  return (
    <span className="flex w-full min-w-0 items-center gap-1 overflow-hidden [-webkit-mask-image:linear-gradient(to_right,black_calc(100%-14px),transparent)]">
      {shown.map((reference) => (
        <TagChip key={reference} reference={reference} home={home} />
      ))}
      {rest.length > 0 && (
        <Tooltip text={rest.map((reference) => <div key={reference}>{reference}</div>)}>
          <span className="shrink-0 text-sm text-faint">{t('row.more', { count: rest.length })}</span>
        </Tooltip>
      )}
    </span>
  );
}

function TagChip({ reference, home }: { reference: string; home: string }) {
  const { repository, tag } = referenceParts(reference);
  const abroad = repository !== home;
  return (
    <span
      title={reference}
      className={clsx(
        'inline-flex h-5 items-center overflow-hidden rounded-sm border border-line bg-raised px-1.5 text-sm',
        abroad ? 'min-w-16 shrink' : 'max-w-36 shrink-0',
      )}
    >
      {abroad && <span className="min-w-6 shrink-[99] truncate text-faint">{repository}:</span>}
      <span className="min-w-0 truncate">{tag}</span>
    </span>
  );
}

/** Only the mark copies: a press on the digits chooses the row like any other place of it. */
export function IdCell({ id }: { id: string }) {
  const { t } = useTexts('images');
  return (
    <span className="group/id flex min-w-0 items-center gap-0.5">
      <span title={id} className="min-w-0 truncate font-mono text-sm text-muted">
        {shortId(id)}
      </span>
      <CopyButton
        label={t('row.imageId')}
        text={id}
        className="opacity-0 group-focus-within/id:opacity-100 group-hover/id:opacity-100 [tr:focus-visible_&]:opacity-100"
      />
    </span>
  );
}

export function PlatformCell({ engineId, id }: { engineId: string; id: string }) {
  const { t } = useTexts('images');
  const fact = useImageFact(engineId, id);
  if (fact === undefined) return <Skeleton className="h-3 w-20" />;
  if (fact === 'failed' || fact.platform === '') {
    return (
      <span title={t('row.platformUnknown')} className="text-faint">
        –
      </span>
    );
  }
  return (
    <span title={fact.platform} className="truncate text-muted">
      {fact.platform}
    </span>
  );
}

export function ContainersCell({ count }: { count: number }) {
  const { t } = useTexts('images');
  const format = useFormat();
  if (count === 0) return <span className="text-faint">–</span>;
  return (
    <span title={t('row.usedBy', { count })} className="inline-flex items-center gap-1.5 text-info">
      <Box aria-hidden size={13} />
      {format.count(count)}
    </span>
  );
}
