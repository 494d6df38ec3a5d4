import { useVirtualizer } from '@tanstack/react-virtual';
import { clsx } from 'clsx';
import { type ReactNode, useState } from 'react';

export interface VirtualListProps<T> {
  label: string;
  items: readonly T[];
  itemKey: (item: T) => string;
  /** Pixels; all lines are of one height. */
  lineHeight: number;
  render: (item: T) => ReactNode;
  className?: string;
}

/** A plain list of any length: only what is in sight is in the document. */
export function VirtualList<T>({
  label,
  items,
  itemKey,
  lineHeight,
  render,
  className,
}: VirtualListProps<T>) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: () => lineHeight,
    overscan: 8,
    initialRect: { width: 400, height: 400 },
    useFlushSync: false,
  });
  return (
    <section
      ref={setScroller}
      aria-label={label}
      // It scrolls without holding a control, so it must take the focus itself.
      {...{ tabIndex: 0 }}
      className={clsx('overflow-auto outline-offset-[-2px]', className)}
    >
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          return (
            item !== undefined && (
              <li
                key={itemKey(item)}
                aria-setsize={items.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)`, height: lineHeight }}
              >
                {render(item)}
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
