import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** Waits together: once one tooltip was shown, the next comes at once. Mounted by the shell. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={500} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}

export interface TooltipProps {
  text: ReactNode;
  /** One element that takes a ref and event handlers. */
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
}

/** Extra words on hover and focus; never the only place where something is said. */
export function Tooltip({ text, children, side = 'bottom' }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-80 animate-fade rounded-md border border-line-strong bg-raised px-2 py-1 text-sm text-fg break-words"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
