import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type BannerTone = 'info' | 'success' | 'warning' | 'danger';

export interface BannerProps {
  tone: BannerTone;
  title?: ReactNode;
  /** Buttons at the end. */
  actions?: ReactNode;
  icon?: LucideIcon;
  /** Across the whole page instead of a box in it. */
  edge?: boolean;
  /** Says it at once to screen readers. */
  urgent?: boolean;
  className?: string;
  children?: ReactNode;
}

const icons: Record<BannerTone, LucideIcon> = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};

const grounds: Record<BannerTone, string> = {
  info: 'bg-info-soft',
  success: 'bg-success-soft',
  warning: 'bg-warning-soft',
  danger: 'bg-danger-soft',
};

const marks: Record<BannerTone, string> = {
  info: 'text-info',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
};

/** Something that is true of the whole page or form, with what to do about it. */
export function Banner({
  tone,
  title,
  actions,
  icon,
  edge = false,
  urgent = false,
  className,
  children,
}: BannerProps) {
  const Icon = icon ?? icons[tone];
  return (
    <div
      role={urgent ? 'alert' : 'status'}
      className={clsx(
        'flex min-w-0 items-start gap-2.5 px-3 py-2 text-fg',
        edge ? 'border-b border-line' : 'rounded-lg',
        grounds[tone],
        className,
      )}
    >
      <Icon aria-hidden size={15} className={clsx('mt-[2.5px] shrink-0', marks[tone])} />
      <div className="min-w-0 flex-1 break-words">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={title ? 'text-sm text-muted' : ''}>{children}</div>}
      </div>
      {actions && <div className="-my-0.5 flex shrink-0 flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
