import { useState } from 'react';

/**
 * Whether an image that the list had is not in it any more. Main keeps what it knows of an id, so asking for
 * it does not tell. An image that was never listed, as a step within a build, is none of this business.
 */
export function useGone(id: string | undefined, listed: boolean, stale: boolean): boolean {
  const [seen, setSeen] = useState<string>();
  if (listed && id !== seen) setSeen(id);
  return id !== undefined && id === seen && !listed && !stale;
}
