import { z } from 'zod';
import { builderKind } from './build';
import { appError } from './errors';
import { buildSpec, jobState } from './jobs';

/** A build that has ended, as it is remembered between starts of the app. */
export const buildRecord = z.object({
  /** Of its job. */
  id: z.string(),
  /** Without the values of arguments whose names say that they are secret. */
  spec: buildSpec,
  /** Names of these arguments: a repeated build lacks them. */
  leftOutArgs: z.array(z.string()).optional(),
  engineName: z.string(),
  builder: builderKind.nullable(),
  state: jobState,
  /** Unix milliseconds. */
  startedAt: z.number(),
  endedAt: z.number(),
  /** Instructions that were run or taken from the cache, and those from the cache. */
  steps: z.number(),
  cached: z.number(),
  imageId: z.string(),
  sizeBytes: z.number().nullable(),
  error: appError.nullable(),
  /** The instruction that failed; empty when none did. */
  failedStep: z.string(),
  /** SHA-256 of the Dockerfile; empty when it could not be read. */
  dockerfileDigest: z.string(),
  logBytes: z.number(),
});
export type BuildRecord = z.infer<typeof buildRecord>;

const ofBuild = z.object({ id: z.string().max(64) });

export const buildHistoryRequests = {
  /** Newest first. */
  'builds.list': { input: z.undefined(), output: z.array(buildRecord) },
  /** The builder's words, the end of them when they were very long. */
  'builds.log': { input: ofBuild, output: z.string() },
  /** Forgets one build, or all. */
  'builds.remove': { input: ofBuild.partial(), output: z.array(buildRecord) },
} as const;
