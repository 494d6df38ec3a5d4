import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/**
 * A component whose code is not part of the window's first paint: it is read when the window has nothing
 * else to do, or at once when it is needed earlier.
 */
export function readAhead<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  const read = async () => ({ default: await load() });
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void read());
  return lazy(read);
}
