import { z } from 'zod';

/** What a folder would send to a build, and what its Dockerfile declares. */
export const buildContext = z.object({
  folder: z.string(),
  /** Candidates in the folder, relative to it, best first; empty when there is none. */
  dockerfiles: z.array(z.string()),
  /** The one that the figures below belong to; relative to the folder, or absolute when outside it. */
  dockerfile: z.string(),
  /** From the folder's name, a valid reference without a registry. */
  suggestedTag: z.string(),
  /** Regular files that are sent, and their bytes. */
  files: z.number(),
  bytes: z.number(),
  /** Regular files that the ignore file leaves out, counted down to folders that are skipped whole. */
  ignoredFiles: z.number(),
  ignoredBytes: z.number(),
  /** The ignore file in force, relative to the folder; empty when there is none. */
  ignoreFile: z.string(),
  largest: z.array(z.object({ path: z.string(), sizeBytes: z.number() })),
  /** Paths that look like keys or credentials and would be sent. */
  secrets: z.array(z.string()),
  /** Entries that cannot be sent: unreadable, sockets, devices. */
  unsendable: z.array(z.string()),
  stages: z.array(z.string()),
  buildArgs: z.array(z.object({ name: z.string(), defaultValue: z.string() })),
});
export type BuildContext = z.infer<typeof buildContext>;
