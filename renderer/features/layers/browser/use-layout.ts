import { type RefObject, useLayoutEffect } from 'react';
import { useWidth } from '../../../ui/use-width';

/** Side by side in three or two columns, or one below the other in a narrow pane. */
export type Layout = 'wide' | 'medium' | 'narrow';

const least = { wide: 1080, medium: 700 };

export function useLayout(frame: RefObject<HTMLElement | null>): Layout {
  const width = useWidth(frame);
  if (width === null || width >= least.wide) return 'wide';
  return width >= least.medium ? 'medium' : 'narrow';
}

/** While the browser fills the page, nothing behind it can be reached by keys or screen readers. */
export function useCoverPage(frame: RefObject<HTMLElement | null>, covering: boolean): void {
  useLayoutEffect(() => {
    if (!covering || !frame.current) return;
    const covered = besides(frame.current);
    for (const element of covered) element.inert = true;
    return () => {
      for (const element of covered) element.inert = false;
    };
  }, [frame, covering]);
}

/** What stands beside an element and beside each thing that it is in, up to the page's content. */
function besides(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let inner = element; inner.parentElement && inner.id !== 'content'; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      if (other !== inner && other instanceof HTMLElement && !other.inert) found.push(other);
    }
  }
  return found;
}
