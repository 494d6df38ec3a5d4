import { clsx } from 'clsx';
import { Link2, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { CopyableId } from '../../ui/copyable-id';
import { HighlightedCommand } from '../../ui/highlighted-command';
import { type LayerBlock as Block, blockHeight } from './layer-stack';

export interface LayerBlockProps {
  block: Block;
  kind: 'base' | 'own';
  /** Size of the largest layer and of all together, bytes. */
  largest: number;
  total: number;
}

/** A layer as a slab as thick as its files are many. */
export function LayerBlock({ block, kind, largest, total }: LayerBlockProps) {
  const { t } = useTranslation('layers');
  return (
    <li
      aria-label={t('stack.number', { number: block.number })}
      style={{ minHeight: blockHeight(block.sizeBytes, largest) }}
      className={clsx(
        'flex overflow-hidden rounded-md border border-b-[3px]',
        kind === 'own'
          ? 'border-line-strong border-b-accent-fill bg-raised'
          : 'border-line border-b-strata-4 bg-sunken',
      )}
    >
      <span className="w-9 shrink-0 pt-2 text-center text-sm text-faint tabular-nums">{block.number}</span>
      <div className="flex min-w-0 flex-1 flex-col justify-between gap-0.5 py-1.5">
        <Made block={block} />
        <Identity block={block} />
      </div>
      <SizeOf block={block} total={total} />
    </li>
  );
}

/** The command that made the layer, on one line: its whole text is in the history. */
function Made({ block }: { block: Block }) {
  const { t } = useTranslation(['layers', 'images']);
  const { step, unaudited } = block;
  const text = step ? [step.instruction, step.text].filter((part) => part !== '').join(' ') : '';
  return (
    <div title={text} className="flex min-w-0 items-center gap-1.5">
      {unaudited && step && (
        <span className="flex shrink-0 items-center gap-1 text-sm font-medium text-warning">
          <TriangleAlert aria-hidden size={13} />
          {t(
            `images:history.origin.${step.origin === 'commit' || step.origin === 'import' ? step.origin : 'unknown'}`,
          )}
        </span>
      )}
      {text === '' ? (
        <span className="truncate text-faint italic">{t('stack.commandUnknown')}</span>
      ) : (
        <span className="min-w-0 flex-1">
          <HighlightedCommand oneLine language="dockerfile" text={text.replaceAll(/\s+/g, ' ')} />
        </span>
      )}
    </div>
  );
}

function Identity({ block }: { block: Block }) {
  const { t } = useTranslation('layers');
  const { sharedWith, diffId } = block;
  return (
    <div className="-ml-1 flex min-w-0 items-center gap-2 text-sm">
      <CopyableId label={t('stack.diffId')} value={diffId} />
      <span className={clsx('flex min-w-0 items-center gap-1', sharedWith > 0 ? 'text-info' : 'text-faint')}>
        {sharedWith > 0 && <Link2 aria-hidden size={13} className="shrink-0" />}
        <span className="truncate">
          {sharedWith > 0 ? t('stack.shared', { count: sharedWith }) : t('stack.onlyHere')}
        </span>
      </span>
    </div>
  );
}

/** Shares below half a percent would be told as nothing. */
const leastTold = 0.005;

function SizeOf({ block, total }: { block: Block; total: number }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { sizeBytes } = block;
  const share = sizeBytes !== null && total > 0 ? sizeBytes / total : 0;
  if (sizeBytes === null) {
    return (
      <span title={t('stack.sizeUnknown')} className="px-3 py-1.5 text-faint">
        –
      </span>
    );
  }
  return (
    <span className="flex shrink-0 flex-col items-end px-3 py-1.5 tabular-nums">
      <span className="font-medium">{format.size(sizeBytes)}</span>
      {share >= leastTold && <span className="text-sm text-faint">{format.percent(share)}</span>}
    </span>
  );
}
