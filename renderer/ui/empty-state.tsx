import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Strata } from './strata';

export interface EmptyStateProps {
  title: string;
  /** In place of the product's stack of layers. */
  icon?: LucideIcon;
  /** Draws the stack hollow: something is missing rather than just not there yet. */
  hollow?: boolean;
  text?: ReactNode;
  actions?: ReactNode;
  /** For a small place such as a tab. */
  compact?: boolean;
}

/** A place with nothing to show: says what would be here and how to get it. */
export function EmptyState({
  title,
  icon: Icon,
  hollow = false,
  text,
  actions,
  compact = false,
}: EmptyStateProps) {
  return (
    <div className="flex h-full min-h-40 flex-col items-center justify-center gap-3 p-8 text-center">
      {Icon ? (
        <span className="flex size-10 items-center justify-center rounded-xl border border-line bg-sunken text-muted">
          <Icon aria-hidden size={20} />
        </span>
      ) : (
        <Strata size={compact ? 64 : 96} hollow={hollow} />
      )}
      <div className="flex max-w-96 flex-col gap-1">
        <h2 className={compact ? 'text-base font-medium' : 'text-lg font-semibold'}>{title}</h2>
        {text && <div className="text-balance text-muted">{text}</div>}
      </div>
      {actions && <div className="flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
