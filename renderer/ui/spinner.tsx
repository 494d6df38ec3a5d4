import { clsx } from 'clsx';
import { LoaderCircle } from 'lucide-react';

export interface SpinnerProps {
  /** Said to screen readers; without it the spinner is decoration beside a text that says it. */
  label?: string;
  size?: number;
  className?: string;
}

export function Spinner({ label, size = 14, className }: SpinnerProps) {
  const icon = <LoaderCircle aria-hidden size={size} className={clsx('shrink-0 animate-spin', className)} />;
  if (label === undefined) return icon;
  return (
    <span role="status" className="inline-flex items-center gap-2 text-muted">
      {icon}
      {label}
    </span>
  );
}
