import { ContextMenu as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { type MenuItem, menuClasses } from './menu-items';
import { MenuLines } from './menu-lines';

export interface ContextMenuProps {
  label: string;
  /** Asked when the menu opens, with the element that was pressed, so one menu serves a whole table. */
  items: (target: Element | null) => readonly MenuItem[];
  /** One element that takes a ref; its context menu this is. */
  children: ReactNode;
}

export function ContextMenu({ label, items, children }: ContextMenuProps) {
  const [shown, setShown] = useState<readonly MenuItem[]>([]);
  return (
    <Radix.Root>
      <Radix.Trigger
        asChild
        onContextMenu={(event) => setShown(items(event.target instanceof Element ? event.target : null))}
      >
        {children}
      </Radix.Trigger>
      {shown.length > 0 && (
        <Radix.Portal>
          <Radix.Content aria-label={label} collisionPadding={8} className={menuClasses}>
            <MenuLines parts={Radix} items={shown} />
          </Radix.Content>
        </Radix.Portal>
      )}
    </Radix.Root>
  );
}
