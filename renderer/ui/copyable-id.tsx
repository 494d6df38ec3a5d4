import { clsx } from 'clsx';
import { Check, Copy, X } from 'lucide-react';
import { shortId } from '../format/ids';
import { useTexts } from '../i18n/use-texts';
import { Tooltip } from './tooltip';
import { type CopyState, useCopy } from './use-copy';

export interface CopyableIdProps {
  /** What it is, `image ID`: the button is named "Copy image ID". */
  label: string;
  value: string;
  /** What to show instead of the whole value; `true` for Docker's twelve digits. */
  short?: boolean | string;
  className?: string;
}

/** A long value that is copied whole by one click. */
export function CopyableId({ label, value, short = true, className }: CopyableIdProps) {
  const { t } = useTexts('common');
  const { state, copy } = useCopy();
  const shown = short === true ? shortId(value) : short === false ? value : short;
  return (
    <Tooltip text={() => <span className="font-mono text-xs break-all">{value}</span>}>
      <button
        type="button"
        aria-label={t('copyNamed', { label })}
        onClick={(event) => {
          event.stopPropagation();
          copy(value);
        }}
        className={clsx(
          'group inline-flex max-w-full min-w-0 items-center gap-1 rounded-sm px-1 font-mono text-sm text-muted hover:bg-hover hover:text-fg',
          className,
        )}
      >
        <span className="truncate">{shown}</span>
        <CopyMark state={state} />
        <span role="status" className="sr-only">
          {state === 'copied' ? t('copied') : state === 'failed' ? t('copyFailed') : ''}
        </span>
      </button>
    </Tooltip>
  );
}

/** Copy, done or refused; keeps its place so that nothing jumps. */
export function CopyMark({ state }: { state: CopyState }) {
  switch (state) {
    case 'idle':
      return (
        <Copy
          aria-hidden
          size={12}
          className="shrink-0 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        />
      );
    case 'copied':
      return <Check aria-hidden size={12} className="shrink-0 text-success" />;
    case 'failed':
      return <X aria-hidden size={12} className="shrink-0 text-danger" />;
  }
}
