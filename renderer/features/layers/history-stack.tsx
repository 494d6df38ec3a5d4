import { PenLine } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageDetails, ImageHistory } from '../../api/contract';
import { useRequest } from '../../api/requests';
import { routes } from '../../api/routes';
import { shortId } from '../../format/ids';
import { useFormat } from '../../i18n/use-format';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorView } from '../../ui/error-view';
import { Skeleton } from '../../ui/skeleton';
import { TextLink } from '../../ui/text-link';
import { useSteady } from '../../ui/use-steady';
import { LayerBlock } from './layer-block';
import { type LayerGroup, stackOf } from './layer-stack';

/** The layers of an image as its history tells them: base at the bottom, a container's own layer on top. */
export function HistoryStack({ engineId, imageId }: { engineId: string; imageId: string }) {
  const { t } = useTranslation();
  const input = { engineId, id: imageId };
  const details = useRequest('images.details', input);
  const history = useRequest('images.history', input);
  const both = useMemo(
    () => (details.data && history.data ? { details: details.data, history: history.data } : undefined),
    [details.data, history.data],
  );
  const steady = useSteady(both);
  const error = details.error ?? history.error;
  if (error && both === undefined) {
    const again = () => {
      void details.refetch();
      void history.refetch();
    };
    return (
      <ErrorView size="page" error={error.appError} actions={<Button onClick={again}>{t('retry')}</Button>} />
    );
  }
  if (steady === undefined) return <StackSkeleton />;
  return <Stack {...steady} waiting={steady !== both} />;
}

interface StackProps {
  details: ImageDetails;
  history: ImageHistory;
  waiting: boolean;
}

function Stack({ details, history, waiting }: StackProps) {
  const { t } = useTranslation('layers');
  const groups = useMemo(() => stackOf(details, history), [details, history]);
  if (groups.length === 0) {
    return <EmptyState compact hollow title={t('stack.none')} text={t('stack.noneText')} />;
  }
  const sizes = groups.flatMap(({ blocks }) => blocks.map(({ sizeBytes }) => sizeBytes ?? 0));
  return (
    <section
      aria-label={t('stack.title')}
      inert={waiting}
      aria-busy={waiting}
      className="flex flex-col gap-4 p-4"
    >
      <p className="text-muted">{t('stack.intro')}</p>
      {history.alignment === 'unknown' && <Banner tone="info">{t('stack.unknownAlignment')}</Banner>}
      <div className="flex flex-col gap-3">
        <WritableLayer />
        {groups.map((group) => (
          <Group
            key={group.kind}
            group={group}
            details={details}
            largest={Math.max(...sizes)}
            total={sizes.reduce((sum, size) => sum + size, 0)}
          />
        ))}
      </div>
      {history.alignment === 'inferred' && <p className="text-sm text-faint">{t('stack.inferred')}</p>}
    </section>
  );
}

/** The idea of the layer that is not part of the image. */
function WritableLayer() {
  const { t } = useTranslation('layers');
  return (
    <div className="flex gap-2.5 rounded-md border border-dashed border-faint px-3 py-2 text-muted">
      <PenLine aria-hidden size={15} className="mt-[2.5px] shrink-0" />
      <div className="min-w-0">
        <h3 className="font-medium text-fg">{t('stack.writable')}</h3>
        <p className="text-sm">{t('stack.writableText')}</p>
      </div>
    </div>
  );
}

interface GroupProps {
  group: LayerGroup;
  details: ImageDetails;
  largest: number;
  total: number;
}

function Group({ group, details, largest, total }: GroupProps) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { kind, blocks, sizeBytes } = group;
  const [top] = blocks;
  return (
    <section aria-label={kind === 'own' ? t('stack.own') : t('stack.fromBase')}>
      <h3 className="flex items-baseline gap-2 pb-1 text-sm font-semibold text-muted">
        <GroupTitle kind={kind} details={details} />
        <span className="font-normal whitespace-nowrap text-faint">
          {t('stack.count', { count: blocks.length })}
          {sizeBytes !== null && ` · ${format.size(sizeBytes)}`}
        </span>
      </h3>
      <ol reversed start={top?.number} className="flex flex-col gap-[3px]">
        {blocks.map((block) => (
          <LayerBlock key={block.number} block={block} kind={kind} largest={largest} total={total} />
        ))}
      </ol>
    </section>
  );
}

function GroupTitle({ kind, details }: { kind: LayerGroup['kind']; details: ImageDetails }) {
  const { t } = useTranslation('layers');
  const { system, engineId } = details;
  if (kind === 'own' || system.kind !== 'based-on') return <span>{t('stack.own')}</span>;
  return (
    <span className="min-w-0 truncate">
      {t('stack.fromBase')}{' '}
      <TextLink href={routes.image(engineId, system.imageId, 'layers')}>
        {system.references[0] ?? shortId(system.imageId)}
      </TextLink>
    </span>
  );
}

const heights = ['h-12', 'h-14', 'h-20', 'h-36'];

function StackSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-[3px] p-4 pt-14">
      {heights.map((height) => (
        <Skeleton key={height} className={`${height} rounded-md`} />
      ))}
    </div>
  );
}
