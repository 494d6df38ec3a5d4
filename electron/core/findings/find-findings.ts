import type { Findings } from '../../contract';
import type { ImageTree } from '../image-tree/image-tree';

/** What is worth knowing about an image, worst first in each list. */
export function findFindings(_tree: ImageTree): Findings {
  const none = { items: [], total: 0, bytes: 0 };
  return {
    leaked: none,
    secrets: none,
    overwritten: none,
    caches: none,
    duplicates: none,
    setuid: none,
    worldWritable: none,
    advice: [],
  };
}
