import { z } from 'zod';

/** A text file of a build context that may be edited: a Dockerfile or an ignore file. */
const address = z.object({
  /** The build context, a full path. */
  folder: z.string().min(1).max(4096),
  /** Relative to the folder, or a full path. */
  file: z.string().min(1).max(4096),
});

export const buildFile = z.object({
  /** Full path. */
  path: z.string(),
  text: z.string(),
  /** Stands for what the file held when it was read; null when there is no such file yet. */
  version: z.string().nullable(),
});
export type BuildFile = z.infer<typeof buildFile>;

export const buildFileRequests = {
  /** Text in UTF-8 of at most 2 MB. One that is not there answers an empty text without a version. */
  'dockerfile.read': { input: address, output: buildFile },
  /**
   * Replaces the file as a whole. Throws `changed-outside` when it no longer is the version that the person has
   * seen.
   */
  'dockerfile.save': {
    input: address.extend({
      text: z.string().max(2_000_000),
      version: z.string().nullable(),
    }),
    output: buildFile,
  },
} as const;
