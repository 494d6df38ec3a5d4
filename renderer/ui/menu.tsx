import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { type MenuItem, menuClasses } from './menu-items';
import { MenuLines } from './menu-lines';

export interface MenuProps {
  /** One button that takes a ref. */
  trigger: ReactNode;
  label: string;
  items: readonly MenuItem[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
}

/** A menu below a button. */
export function Menu({ trigger, label, items, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={menuClasses}
        >
          <MenuLines parts={DropdownMenu} items={items} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
