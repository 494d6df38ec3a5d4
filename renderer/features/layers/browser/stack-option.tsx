import { clsx } from 'clsx';
import { FileX2, Link2, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { ImageAnalysis } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { useTexts } from '../../../i18n/use-texts';
import { LayerInstruction, useInstruction } from './layer-instruction';

interface StackOptionProps {
  layer: ImageAnalysis['layers'][number];
  /** Size of the largest layer, bytes. */
  largest: number;
  /** There is little room from top to bottom. */
  compact: boolean;
  isBase: boolean;
  /** Other local images with the same layers up to this one. */
  sharedWith: number;
  /** Nothing on record explains its files. */
  unaudited: boolean;
  /** A part of it could not be read. */
  damaged: boolean;
  heading: 'own' | 'base' | null;
  selected: boolean;
  reachable: boolean;
}

/** A layer as a slab as thick as its files are many; what nobody can reach in it is hatched. */
export const StackOption = memo(function StackOption(props: StackOptionProps) {
  const { layer, largest, isBase, heading, selected, reachable } = props;
  const { t } = useTexts('layers');
  const format = useFormat();
  const { index, sizeBytes, unreachableBytes } = layer;
  const { shown } = useInstruction(layer.createdBy);
  const size = format.size(sizeBytes);
  const lost =
    unreachableBytes > 0 ? t('layer.unreachablePart', { size: format.size(unreachableBytes) }) : '';
  return (
    <>
      {heading !== null && (
        <span aria-hidden className="pt-1 text-xs font-medium text-faint">
          {t(heading === 'base' ? 'layer.base' : 'layer.own')}
        </span>
      )}
      <div
        role="option"
        data-layer={index}
        aria-selected={selected}
        aria-label={t('layer.described', { number: index + 1, instruction: shown, size })}
        aria-description={[
          t('layer.entries', { count: layer.entries }),
          lost,
          props.damaged ? t('damage.layer') : '',
          props.unaudited ? t('layer.unaudited') : '',
          props.sharedWith > 0 ? t('stack.shared', { count: props.sharedWith }) : '',
        ]
          .filter((part) => part !== '')
          .join(', ')}
        tabIndex={reachable ? 0 : -1}
        style={{ minHeight: slabHeight(sizeBytes / largest, props.compact) }}
        className={clsx(
          'relative flex shrink-0 overflow-hidden rounded-md border border-b-[3px] outline-offset-[-2px]',
          isBase ? 'border-b-strata-4' : 'border-b-accent-fill',
          selected ? 'border-accent-fill bg-selected' : 'border-line-strong hover:bg-hover',
          !selected && (isBase ? 'bg-sunken' : 'bg-raised'),
        )}
      >
        <Hatch share={sizeBytes > 0 ? unreachableBytes / sizeBytes : 0} />
        <span className="relative w-7 shrink-0 pt-1 text-center text-sm text-muted tabular-nums">
          {index + 1}
        </span>
        <span className="relative flex min-w-0 flex-1 flex-col py-1 pr-2">
          <LayerInstruction createdBy={layer.createdBy} />
          <span className="flex gap-2 text-xs text-muted tabular-nums">
            <span className="font-medium text-fg">{size}</span>
            {lost !== '' && <span className="truncate">{lost}</span>}
            <Marks {...props} />
          </span>
        </span>
      </div>
    </>
  );
});

const lowest = 44;
const highest = { compact: 68, roomy: 116 };

/** Pixels; grows with the root of the size, so that small layers beside a large one can still be read. */
function slabHeight(share: number, compact: boolean): number {
  const most = compact ? highest.compact : highest.roomy;
  return Math.round(lowest + (most - lowest) * Math.sqrt(share));
}

type MarksProps = Pick<StackOptionProps, 'sharedWith' | 'unaudited' | 'damaged'>;

/** What its size does not tell: damaged, and what an engine knows of the layer: by hand, and shared. */
function Marks({ sharedWith, unaudited, damaged }: MarksProps) {
  const { t } = useTexts('layers');
  return (
    <span className="ml-auto flex shrink-0 items-center gap-1.5">
      {damaged && (
        <span title={t('damage.layer')} className="flex items-center gap-1 text-danger">
          <FileX2 aria-hidden size={13} />
          {t('damage.mark')}
        </span>
      )}
      {unaudited && (
        <span title={t('layer.unaudited')} className="text-warning">
          <TriangleAlert aria-hidden size={13} />
        </span>
      )}
      {sharedWith > 0 && (
        <span title={t('stack.shared', { count: sharedWith })} className="text-info">
          <Link2 aria-hidden size={13} />
        </span>
      )}
    </span>
  );
}

/** The part of a slab that stands for unreachable bytes. */
function Hatch({ share }: { share: number }) {
  if (share <= 0) return null;
  return (
    <span
      aria-hidden
      className="absolute inset-y-0 right-0 bg-[repeating-linear-gradient(135deg,var(--line)_0_2px,transparent_2px_7px)]"
      style={{ width: `max(6px, ${share * 100}%)` }}
    />
  );
}
