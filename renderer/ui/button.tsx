import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { Spinner } from './spinner';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** Shows that its work goes on; it cannot be pressed meanwhile and keeps its width. */
  busy?: boolean;
}

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent-fill text-on-accent enabled:hover:bg-accent-fill-hover font-medium',
  secondary: 'border-line-strong bg-raised text-fg enabled:hover:bg-hover',
  ghost: 'border-transparent bg-transparent text-muted enabled:hover:bg-hover enabled:hover:text-fg',
  danger: 'border-transparent bg-danger-fill text-on-danger enabled:hover:bg-danger-fill-hover font-medium',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-6 px-2 gap-1 text-sm',
  md: 'h-7 px-3 gap-1.5 text-base',
};

export function Button({
  variant = 'secondary',
  size = 'md',
  icon: Icon,
  busy = false,
  disabled = false,
  type = 'button',
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-md border transition-colors disabled:opacity-50',
        variants[variant],
        sizes[size],
        className,
      )}
    >
      {busy ? <Spinner /> : Icon && <Icon aria-hidden size={14} className="shrink-0" />}
      {children}
    </button>
  );
}
