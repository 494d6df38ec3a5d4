import type { LucideIcon } from 'lucide-react';

/** One line of a menu or a context menu. */
export interface MenuAction {
  label: string;
  icon?: LucideIcon;
  /** Shown only; the action itself is registered by `useActions`. */
  shortcut?: string;
  /** A quieter second line, e.g. why it is not available. */
  hint?: string | undefined;
  danger?: boolean;
  disabled?: boolean;
  /** A mark before the label: on, off. Without it the line is no toggle. */
  checked?: boolean;
  /** Leaves the menu open, for several toggles in a row. */
  stay?: boolean;
  onSelect: () => void;
}

export interface MenuHeading {
  heading: string;
}

export type MenuItem = MenuAction | MenuHeading | 'separator';

export const menuClasses =
  'z-50 max-h-[var(--radix-popper-available-height)] min-w-44 max-w-96 animate-pop overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 text-fg shadow-[0_8px_24px_rgb(0_0_0/0.18)]';
