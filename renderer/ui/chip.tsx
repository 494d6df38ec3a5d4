import { clsx } from 'clsx';
import { type LucideIcon, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts';
import { type Tone, toneClasses } from './badge';
import { CopyMark } from './copyable-id';
import { useCopy } from './use-copy';
import { visibleText } from './visible-text';

export interface ChipProps {
  text: string;
  /** Shown instead of the text when it is not plain, e.g. with a part in bold. */
  children?: ReactNode;
  tone?: Tone;
  icon?: LucideIcon;
  /** A click copies the text. */
  copyable?: boolean;
  onClick?: () => void;
  onRemove?: () => void;
  /** A long text takes several lines instead of losing its end. */
  whole?: boolean;
  className?: string;
}

/** A small value among others: a tag, a filter, a label. */
export function Chip(props: ChipProps) {
  const { text, tone = 'neutral', onRemove, whole = false, className } = props;
  const { t } = useTexts('common');
  return (
    <span
      className={clsx(
        'inline-flex max-w-full min-w-0 items-center overflow-hidden rounded-sm text-sm',
        whole ? 'min-h-5 break-all' : 'h-5',
        toneClasses[tone],
        className,
      )}
    >
      <ChipText {...props} />
      {onRemove && (
        <button
          type="button"
          aria-label={t('removeNamed', { label: text })}
          onClick={(event) => {
            event.stopPropagation();
            onRemove();
          }}
          className="flex h-full items-center px-1 hover:text-fg focus-visible:outline-offset-[-2px]"
        >
          <X aria-hidden size={12} />
        </button>
      )}
    </span>
  );
}

function ChipText({ text, children, icon: Icon, copyable = false, onClick, whole = false }: ChipProps) {
  const { t } = useTexts('common');
  const { state, copy } = useCopy();
  const content = (
    <>
      {Icon && <Icon aria-hidden size={12} className="shrink-0" />}
      <span className={whole ? undefined : 'truncate'}>{children ?? visibleText(text)}</span>
    </>
  );
  const shape = 'flex h-full min-w-0 items-center gap-1 px-1.5';
  if (!copyable && !onClick) return <span className={shape}>{content}</span>;
  return (
    <button
      type="button"
      {...(copyable ? { 'aria-label': t('copyNamed', { label: text }) } : {})}
      onClick={(event) => {
        event.stopPropagation();
        if (copyable) copy(text);
        onClick?.();
      }}
      className={clsx(shape, 'group hover:text-fg focus-visible:outline-offset-[-2px]')}
    >
      {content}
      {copyable && <CopyMark state={state} />}
    </button>
  );
}
