import { useEffect, useState } from 'react';

/** The value once it has not changed for a moment, milliseconds; keeps a filter from running for half-typed words. */
export function useSettled<T>(value: T, pause: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
