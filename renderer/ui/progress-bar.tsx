import { clsx } from 'clsx';

export interface ProgressBarProps {
  label: string;
  /** 0 to 1; null when it cannot be told how much is left. */
  value: number | null;
  tone?: 'accent' | 'success' | 'danger' | 'neutral';
  /** 4 or 6 pixels high. */
  size?: 'sm' | 'md';
  className?: string;
}

const fills = { accent: 'bg-accent-fill', success: 'bg-success', danger: 'bg-danger', neutral: 'bg-faint' };

export function ProgressBar({ label, value, tone = 'accent', size = 'sm', className }: ProgressBarProps) {
  const share = value === null ? null : Math.min(1, Math.max(0, value));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      className={clsx(
        'w-full overflow-hidden rounded-full bg-hover',
        size === 'sm' ? 'h-1' : 'h-1.5',
        className,
      )}
    >
      {share === null ? (
        <div className={clsx('h-full w-1/3 animate-sweep rounded-full', fills[tone])} />
      ) : (
        <div
          className={clsx('h-full origin-left rounded-full transition-transform duration-150', fills[tone])}
          style={{ transform: `scaleX(${share})` }}
        />
      )}
    </div>
  );
}
