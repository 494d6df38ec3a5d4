import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';

export interface DisclosureProps {
  summary: ReactNode;
  initiallyOpen?: boolean;
  centered?: boolean;
  children: ReactNode;
}

/** Something folded below its heading. */
export function Disclosure({ summary, initiallyOpen = false, centered = false, children }: DisclosureProps) {
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', centered && 'items-center')}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="inline-flex items-center gap-1 self-start rounded-sm text-sm text-muted hover:text-fg aria-expanded:text-fg"
      >
        <ChevronRight
          aria-hidden
          size={13}
          className={clsx('shrink-0 transition-transform', open && 'rotate-90')}
        />
        {summary}
      </button>
      <div id={id} hidden={!open} className="min-w-0">
        {open && children}
      </div>
    </div>
  );
}
