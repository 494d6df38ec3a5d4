import { useEffect, useState } from 'react';

/** How long the previous value may stand in for one that is on its way, milliseconds. */
const patience = 150;

/**
 * The value, or for a moment the previous one while the next is on its way: most answers come so fast that a
 * placeholder in between would only flicker. After that it is undefined, and a placeholder is due.
 */
export function useSteady<T>(value: T | undefined): T | undefined {
  const [kept, setKept] = useState(value);
  if (value !== undefined && value !== kept) setKept(value);
  const missing = value === undefined;
  useEffect(() => {
    if (!missing) return;
    const timer = setTimeout(() => setKept(undefined), patience);
    return () => clearTimeout(timer);
  }, [missing]);
  return value ?? kept;
}
