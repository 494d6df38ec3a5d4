import { z } from 'zod';

/** What a folder would send to a build, and what its Dockerfile declares. */
export const buildContext = z.object({
  /** A folder of this computer, a tar archive that is sent as it is, or an address that the engine fetches. */
  kind: z.enum(['folder', 'archive', 'remote']),
  /** Its path or address. */
  folder: z.string(),
  /** Candidates in the folder, relative to it, best first; empty when there is none. */
  dockerfiles: z.array(z.string()),
  /** The one that the figures below belong to; relative to the folder, or absolute when outside it. */
  dockerfile: z.string(),
  /** Tags of the folder's last build with a space between them; else from its name, without a registry. */
  suggestedTag: z.string(),
  /** False while the folder is still being walked: figures grow. */
  complete: z.boolean(),
  /** Regular files that are sent, and their bytes. */
  files: z.number(),
  bytes: z.number(),
  /** Regular files that the ignore file leaves out. */
  ignoredFiles: z.number(),
  ignoredBytes: z.number(),
  /** The ignore file in force, relative to the folder; empty when there is none. */
  ignoreFile: z.string(),
  /** What each line of it leaves out, in order, and the first folders that are skipped whole. */
  ignoreLines: z.array(
    z.object({
      /** From 1. */
      line: z.number(),
      pattern: z.string(),
      files: z.number(),
      bytes: z.number(),
      folders: z.array(z.string()),
    }),
  ),
  largest: z.array(z.object({ path: z.string(), sizeBytes: z.number() })),
  /** Paths that look like keys or credentials and would be sent. */
  secrets: z.array(z.string()),
  /** The repository's own folder would be sent. */
  gitFolder: z.boolean(),
  /** Links that lead out of the folder: what they lead to is not sent. */
  leaving: z.array(z.string()),
  /** Entries that cannot be sent. */
  unsendable: z.array(
    z.object({ path: z.string(), why: z.enum(['unreadable', 'socket', 'device', 'name']) }),
  ),
  stages: z.array(z.string()),
  buildArgs: z.array(z.object({ name: z.string(), defaultValue: z.string() })),
});
export type BuildContext = z.infer<typeof buildContext>;

/**
 * One step of a build: an instruction, or what the builder does besides (reading the context, pulling a base image,
 * writing the image). `waiting` steps are known and not begun.
 */
export const buildStep = z.object({
  /** Number of the classic builder, digest of BuildKit's vertex. */
  id: z.string(),
  /** Name of the stage; empty for steps that belong to none. */
  stage: z.string(),
  /** `2/5` within its stage, or of the whole build; empty when it has none. */
  place: z.string(),
  /** `RUN make`, `load .dockerignore`, `exporting to image`. */
  text: z.string(),
  /** Steps whose results it needs. */
  inputs: z.array(z.string()),
  state: z.enum(['waiting', 'running', 'cached', 'done', 'failed', 'cancelled']),
  /** Unix milliseconds. */
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** Bytes of what it pulls or sends; null when it counts nothing. */
  current: z.number().nullable(),
  total: z.number().nullable(),
  /** The builder's words for why it failed; empty otherwise. */
  error: z.string(),
  hasLog: z.boolean(),
});
export type BuildStep = z.infer<typeof buildStep>;

export const builderKind = z.enum(['classic', 'buildkit']);
export type BuilderKind = z.infer<typeof builderKind>;

/** Where and why a build failed. */
export const buildFailure = z.object({
  /** The step; empty when the builder came to none, as the Dockerfile is wrong. */
  step: z.string(),
  /** Lines of the Dockerfile, 0-based, the last one included; null when the step stands in none. */
  lines: z.object({ from: z.number(), to: z.number() }).nullable(),
  /** What usually helps; the renderer has a sentence for each. */
  help: z.enum([
    'command-not-found',
    'no-network',
    'source-missing',
    'source-ignored',
    'no-space',
    'permission-denied',
    'base-not-found',
    'base-unauthorised',
    'out-of-memory',
    'wrong-platform',
    'ssh-not-given',
    'secret-not-given',
    'argument-too-long',
    'dockerfile',
    'other',
  ]),
  /** `command`, `secret`, `path`, `file`, `line` (from 1), `pattern`. */
  params: z.record(z.string(), z.string()),
});
export type BuildFailure = z.infer<typeof buildFailure>;

/** How a build stands. */
export const buildRun = z.object({
  builder: builderKind,
  steps: z.array(buildStep),
  /** What the builder's own checks say of the Dockerfile. */
  warnings: z.array(z.object({ text: z.string(), url: z.string(), line: z.number().nullable() })),
  failure: buildFailure.optional(),
  /** Of a failed build: id of the image that the last good step left. BuildKit leaves none. */
  lastGoodImage: z.string().optional(),
});
export type BuildRun = z.infer<typeof buildRun>;
