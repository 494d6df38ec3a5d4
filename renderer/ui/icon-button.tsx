import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Tooltip } from './tooltip';

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'aria-label' | 'children'> {
  /** Its accessible name, and its tooltip unless `tooltip` says more. */
  label: string;
  icon: LucideIcon;
  size?: 'sm' | 'md';
  tooltip?: ReactNode;
  /** A toggle that is on. */
  pressed?: boolean;
}

export function IconButton({
  label,
  icon: Icon,
  size = 'md',
  tooltip,
  pressed,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={tooltip ?? label}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        className={clsx(
          'inline-flex shrink-0 items-center justify-center rounded-md transition-colors disabled:opacity-40',
          'enabled:hover:bg-hover enabled:hover:text-fg',
          pressed ? 'bg-hover text-fg' : 'text-muted',
          size === 'sm' ? 'size-6' : 'size-7',
          className,
        )}
      >
        <Icon aria-hidden size={size === 'sm' ? 14 : 16} />
      </button>
    </Tooltip>
  );
}
