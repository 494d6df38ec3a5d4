import { z } from 'zod';

export const containerSummary = z.object({
  id: z.string(),
  name: z.string(),
  imageId: z.string(),
  image: z.string(),
  command: z.string(),
  /** `created`, `running`, `paused`, `restarting`, `exited`, `dead`, … */
  state: z.string(),
  /** The engine's sentence, `Up 2 hours`. */
  status: z.string(),
  created: z.number(),
  /** The app has made it, to be worked in by hand. */
  byHand: z.boolean().optional(),
});
export type ContainerSummary = z.infer<typeof containerSummary>;

/** What a changed file looks like by its path, and hardly belongs into an image. */
export const changeFlag = z.enum(['secret', 'cache', 'log', 'temporary']);
export type ChangeFlag = z.infer<typeof changeFlag>;

export const fileChange = z.object({
  path: z.string(),
  kind: z.enum(['added', 'changed', 'deleted']),
  flag: changeFlag.optional(),
});
export type FileChange = z.infer<typeof fileChange>;
export const containerChanges = z.object({
  /** At most 5,000 in path order; `total` counts all. */
  changes: z.array(fileChange),
  total: z.number(),
  added: z.number(),
  changed: z.number(),
  deleted: z.number(),
  /** How many of all are flagged as what. */
  flagged: z.partialRecord(changeFlag, z.number()),
  /** Mount points: what lies there is not committed. */
  mounts: z.array(z.string()),
});
export type ContainerChanges = z.infer<typeof containerChanges>;
