import { clsx } from 'clsx';
import { ScrollText, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryStep as Step } from '../../api/contract';
import { useFormat } from '../../i18n/use-format';
import { Badge } from '../../ui/badge';
import { CopyButton } from '../../ui/copy-button';
import { IconButton } from '../../ui/icon-button';
import { RelativeTime } from '../../ui/relative-time';
import { StepCommand } from './step-command';
import { stepText } from './step-groups';

export interface HistoryStepProps {
  step: Step;
  /** Size of the largest layer, bytes: the bar's full length. */
  largest: number;
  /** Nobody can audit its files. */
  unaudited: boolean;
}

/** One step. Those that only change settings are lighter, since they add no files. */
export function HistoryStep({ step, largest, unaudited }: HistoryStepProps) {
  const [original, setOriginal] = useState(false);
  const { t } = useTranslation('images');
  const setting = step.layer === null;
  return (
    <li
      data-step={step.index}
      tabIndex={-1}
      className={clsx(
        'group/step relative grid grid-cols-[28px_minmax(0,1fr)_76px] gap-x-2 border-b border-line px-4 py-2 last:border-b-0 focus:bg-hover',
        setting && 'text-muted',
      )}
    >
      <span className="pt-px text-right text-sm text-faint tabular-nums">{step.index + 1}</span>
      <div className="flex min-w-0 flex-col gap-1">
        <StepCommand step={step} quiet={setting} />
        {unaudited && <Unaudited step={step} />}
        <Notes step={step} />
        {original && (
          <div className="flex items-start gap-1 rounded-md bg-sunken py-1 pr-1 pl-2">
            <code className="max-h-60 min-w-0 flex-1 overflow-auto py-0.5 font-mono text-sm break-words whitespace-pre-wrap text-muted">
              {step.createdBy}
            </code>
            <CopyButton label={t('history.copyOriginal')} text={step.createdBy} />
          </div>
        )}
      </div>
      <SizeBar step={step} largest={largest} />
      <span className="absolute right-3 bottom-1 flex rounded-md bg-surface opacity-0 group-focus-within/step:opacity-100 group-hover/step:opacity-100">
        {step.createdBy !== '' && (
          <IconButton
            size="sm"
            icon={ScrollText}
            label={t('history.original')}
            pressed={original}
            aria-expanded={original}
            onClick={() => setOriginal(!original)}
          />
        )}
        <CopyButton label={t('history.copyCommand')} text={stepText(step)} />
      </span>
    </li>
  );
}

/** Why this layer deserves a second look, where a person sees it and not only in a tooltip. */
function Unaudited({ step }: { step: Step }) {
  const { t } = useTranslation('images');
  return (
    <div className="flex gap-2 rounded-md bg-warning-soft px-2 py-1.5 text-sm">
      <TriangleAlert aria-hidden size={14} className="mt-px shrink-0 text-warning" />
      <div className="selectable min-w-0">
        <p className="font-medium text-warning">{t(`history.origin.${originOf(step)}`)}</p>
        <p>{t(`history.why.${reasonOf(step)}`)}</p>
      </div>
    </div>
  );
}

type Opaque = 'commit' | 'import' | 'unknown';

/** What a step that nobody can audit is called. */
function originOf({ origin }: Step): Opaque {
  return origin === 'commit' || origin === 'import' ? origin : 'unknown';
}

function reasonOf(step: Step): Opaque | 'nothing' {
  const origin = originOf(step);
  return origin === 'unknown' && step.createdBy === '' ? 'nothing' : origin;
}

/** The quiet line below a command: when, by which tool, under which name. */
function Notes({ step }: { step: Step }) {
  const { t } = useTranslation('images');
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-faint">
      {step.origin === 'rootfs' && (
        <span title={t('history.why.rootfs')} className="flex">
          <Badge tone="info">{t('history.origin.rootfs')}</Badge>
        </span>
      )}
      {step.created > 0 && <RelativeTime time={step.created} />}
      {step.layer === null && <span>{t('history.noLayer')}</span>}
      {step.comment !== '' && (
        <span title={step.comment} className="selectable max-w-60 truncate">
          {step.comment}
        </span>
      )}
      {step.tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
      {step.buildArgs.length > 0 && (
        <span className="selectable min-w-0 truncate">
          {t('history.buildArgs')} <code className="font-mono">{step.buildArgs.join(' ')}</code>
        </span>
      )}
    </div>
  );
}

function SizeBar({ step, largest }: { step: Step; largest: number }) {
  const format = useFormat();
  if (step.layer === null) return <span />;
  const share = largest > 0 ? step.sizeBytes / largest : 0;
  return (
    <div className="flex w-full flex-col items-end gap-1.5 pt-px">
      <span className="text-sm whitespace-nowrap tabular-nums">{format.size(step.sizeBytes)}</span>
      <span aria-hidden className="flex h-1 w-full justify-end overflow-hidden rounded-full bg-hover">
        <span
          className={clsx('rounded-full', step.inherited ? 'bg-strata-4' : 'bg-accent-fill')}
          style={{ width: `${Math.max(share * 100, step.sizeBytes > 0 ? 3 : 0)}%` }}
        />
      </span>
    </div>
  );
}
