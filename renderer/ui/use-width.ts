import { type RefObject, useLayoutEffect, useState } from 'react';

/** Width of an element on screen, pixels, followed as it changes; null until it was measured. */
export function useWidth(element: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  // Known before anything is painted, so that what depends on it is drawn once.
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    // Nothing is laid out while the window is hidden.
    const measure = () => setWidth(measured.clientWidth || null);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
