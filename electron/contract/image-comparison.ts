import { z } from 'zod';

/** Entries of one file system that another lacks or has otherwise: the largest are named, all are counted. */
function entriesOf<T extends z.ZodRawShape>(more: T) {
  return z.object({
    items: z.array(z.object({ path: z.string(), size: z.number(), ...more })),
    total: z.number(),
    /** Of all, as they are in the file system that has them; of changed ones the new content. */
    bytes: z.number(),
  });
}

/**
 * An image against one that was made before it. Entries are files, links and devices of the final file systems; folders
 * are not counted. Contents are compared by size and fingerprint, so that times alone make no difference.
 */
export const imageComparison = z.object({
  /** Layers of the image that the other one has too, by diffID, and those that it has not. */
  sameLayers: z.number(),
  newLayers: z.number(),
  /** Layers that only the other one has. */
  goneLayers: z.number(),
  /** Bytes of all layers, of both. */
  sizeBytes: z.number(),
  sizeBefore: z.number(),
  added: entriesOf({}),
  /** Another type, content or link target. */
  changed: entriesOf({ sizeBefore: z.number() }),
  removed: entriesOf({}),
  /** Entries with the same content and another mode or owner. */
  permissions: z.number(),
});
export type ImageComparison = z.infer<typeof imageComparison>;
