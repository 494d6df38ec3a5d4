import { clsx } from 'clsx';
import { Box, Check, X } from 'lucide-react';
import type { ImageSummary } from '../../../api/contract';
import { shortId } from '../../../format/ids';
import { Badge } from '../../../ui/badge';
import { Skeleton } from '../../../ui/skeleton';
import { useCopy } from '../../../ui/use-copy';
import { useImageFact } from '../data/use-image-facts';
import type { CellTexts } from './cell-texts';
import { referenceParts, repositoryParts } from './reference-parts';

/**
 * The cells of a row. While a person types or scrolls, hundreds of them are drawn within a frame: so texts come
 * ready made, hints are plain titles, and nothing here subscribes to more than it must.
 */
interface CellProps {
  texts: CellTexts;
}

/** The repository of the first tag, its registry or folder dimmed; a dangling image says what it is. */
export function RepositoryCell({ image, texts }: CellProps & { image: ImageSummary }) {
  const first = image.references[0] ?? image.digests[0];
  if (first !== undefined && !image.dangling) {
    return <RepositoryName repository={referenceParts(first).repository} />;
  }
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate pr-0.5 text-faint italic">{texts.untagged}</span>
      {image.dangling && (
        <span title={texts.danglingHint} className="flex">
          <Badge tone="warning">{texts.dangling}</Badge>
        </span>
      )}
    </span>
  );
}

function RepositoryName({ repository }: { repository: string }) {
  const { prefix, name } = repositoryParts(repository);
  return (
    <span title={repository} className="flex min-w-0">
      {prefix !== '' && <span className="min-w-0 shrink-[999] truncate text-faint">{prefix}</span>}
      <span className="min-w-0 truncate font-medium">{name}</span>
    </span>
  );
}

/** What does not fit fades out. A mask costs a picture of its own per row, and one chip cuts its text by itself. */
const fading = '[-webkit-mask-image:linear-gradient(to_right,black_calc(100%-14px),transparent)]';

/** Further chips stand behind a count, so that a row keeps its height. */
const places = ['first', 'second', 'third', 'fourth'] as const;
const mostChips = places.length;

/** Every tag as its own chip; a tag of another repository than the row's says which. */
export function TagsCell({ image }: { image: ImageSummary }) {
  const home = referenceParts(image.references[0] ?? '').repository;
  const shown = image.references.slice(0, mostChips);
  const rest = image.references.slice(mostChips);
  return (
    <span
      className={clsx('flex w-full min-w-0 items-center gap-1 overflow-hidden', shown.length > 1 && fading)}
    >
      {shown.map((reference, place) => (
        <TagChip key={places[place]} reference={reference} home={home} />
      ))}
      {rest.length > 0 && (
        <span title={rest.join('\n')} className="shrink-0 text-sm text-faint">
          +{rest.length}
        </span>
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
        abroad ? 'min-w-16 shrink' : 'max-w-[min(9rem,100%)] shrink-0',
      )}
    >
      {abroad && <span className="min-w-6 shrink-[99] truncate text-faint">{repository}:</span>}
      <span className="min-w-0 truncate">{tag}</span>
    </span>
  );
}

/** Only the mark copies: a press on the digits chooses the row like any other place of it. */
export function IdCell({ id, texts }: CellProps & { id: string }) {
  return (
    <span className="group/id flex min-w-0 items-center gap-0.5">
      <span title={id} className="min-w-0 truncate font-mono text-sm text-muted">
        {shortId(id)}
      </span>
      <CopyId key={id} id={id} texts={texts} />
    </span>
  );
}

const marks = { copied: Check, failed: X };

function CopyId({ id, texts }: CellProps & { id: string }) {
  const { state, copy } = useCopy();
  const Mark = state === 'idle' ? null : marks[state];
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={texts.copyId}
      title={{ idle: texts.copyId, copied: texts.copied, failed: texts.copyFailed }[state]}
      onClick={() => copy(id)}
      className={clsx(
        'flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg',
        Mark === null && 'copy-mark',
      )}
    >
      {Mark !== null && <Mark aria-hidden size={14} className={clsx(state === 'copied' && 'text-success')} />}
    </button>
  );
}

export function PlatformCell({ engineId, id, texts }: CellProps & { engineId: string; id: string }) {
  const fact = useImageFact(engineId, id);
  if (fact === undefined) return <Skeleton className="h-3 w-20" />;
  if (fact === 'failed' || fact.platform === '') {
    return (
      <span title={texts.platformUnknown} className="text-faint">
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

export function ContainersCell({ count, texts }: CellProps & { count: number }) {
  if (count === 0) return <span className="text-faint">–</span>;
  return (
    <span title={texts.usedBy(count)} className="inline-flex items-center gap-1.5 text-info">
      <Box aria-hidden size={13} />
      {texts.number(count)}
    </span>
  );
}
