import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface TabItem<V extends string> {
  value: V;
  label: string;
  /** A count or mark after the label; not part of the tab's name. */
  badge?: ReactNode;
}

export interface TabsProps<V extends string> {
  /** Name of the list of tabs. */
  label: string;
  value: V;
  onChange: (value: V) => void;
  tabs: readonly TabItem<V>[];
  /** The panel of the chosen tab. */
  children: ReactNode;
}

export function Tabs<V extends string>({ label, value, onChange, tabs, children }: TabsProps<V>) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onChange(next as V)}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Radix.List
        aria-label={label}
        className="flex shrink-0 gap-0.5 overflow-x-auto overflow-y-hidden border-b border-line px-2.5 [&::-webkit-scrollbar]:hidden"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="relative inline-flex h-9 items-center gap-1.5 px-1.5 whitespace-nowrap text-muted outline-offset-[-3px] after:absolute after:inset-x-1.5 after:bottom-0 after:h-0.5 after:rounded-full hover:text-fg data-[state=active]:text-fg data-[state=active]:after:bg-accent-fill"
          >
            {tab.label}
            {tab.badge !== undefined && (
              <span aria-hidden className="text-xs text-faint">
                {tab.badge}
              </span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value={value} className="min-h-0 flex-1 overflow-auto outline-offset-[-3px]">
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
