import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface ScrollBoxProps {
  /** What is in it. */
  label: string;
  className?: string;
  children: ReactNode;
}

/** It must take the focus, or the keyboard could not scroll what holds no control. */
const reachable = { tabIndex: 0 };

/** A bordered box of rows that scrolls by itself. */
export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  return (
    <section
      aria-label={label}
      {...reachable}
      className={clsx(
        'overflow-y-auto rounded-md border border-line bg-raised outline-offset-[-2px]',
        className ?? 'max-h-56',
      )}
    >
      {children}
    </section>
  );
}
